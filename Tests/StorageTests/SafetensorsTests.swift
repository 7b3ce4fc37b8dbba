import Compute
import Diagnostics
import Foundation
import Testing

@testable import Storage

@Suite struct SafetensorsTests {
    let content = Safetensors(
        entries: [
            .init(name: "b", tensor: Tensor(shape: [2, 1], values: [1.5, -0.0])),
            .init(name: "a \"\\\u{1}é", tensor: Tensor(shape: [], values: [3.4028235e38])),
            .init(name: "none", tensor: Tensor(shape: [0, 3], values: [])),
        ], metadata: ["z": "1", "format": "pt\n"])

    @Test func readsWhatPythonWrote() throws {
        let file = try Safetensors(contentsOf: fixture("python.safetensors"))
        #expect(file.metadata == ["made by": "safetensors \"quoted\" é\n"])
        #expect(
            file["encoder.0.weight"]
                == Tensor(shape: [2, 3], values: [-0.5, -0.25, 0, 0.25, 0.5, 0.75]))
        #expect(file["mean.bias"]?.values.map(\.bitPattern) == [1, 0x8000_0000, 0x7F7F_FFFF])
        #expect(file["scalar"] == Tensor(shape: [], values: [7]))
        #expect(file["empty"] == Tensor(shape: [0, 4], values: []))
        #expect(file.entries.count == 4)
    }

    @Test func roundTripsBitForBit() throws {
        let data = try content.encoded()
        let back = try Safetensors(decoding: data, place: "memory")
        #expect(back == content)
        #expect(back["b"]?.values[1].sign == .minus)
        #expect(try back.encoded() == data)
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length % 8 == 0)
        #expect(data.count == 8 + length + 12)
        let slice = (Data([9]) + data).dropFirst()
        #expect(try Safetensors(decoding: slice, place: "a slice") == content)
    }

    @Test func emptyFileIsFine() throws {
        let empty = Safetensors(entries: [])
        #expect(try Safetensors(decoding: empty.encoded(), place: "memory") == empty)
    }

    @Test func writerRefusesNonsense() {
        let tensor = Tensor(shape: [1], values: [.nan])
        #expect(
            problem { _ = try Safetensors(entries: [.init(name: "w", tensor: tensor)]).encoded() }
                .contains("w holds a number that is not finite"))
        let twice = [content.entries[0], content.entries[0]]
        #expect(throws: StorageError.self) { try Safetensors(entries: twice).encoded() }
        let reserved = Safetensors.Entry(name: "__metadata__", tensor: Tensor(zeros: [1]))
        #expect(throws: StorageError.self) { try Safetensors(entries: [reserved]).encoded() }
    }

    private static func file(_ header: String, _ body: [UInt8] = []) -> Data {
        var data = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        return data + Data(header.utf8) + Data(body)
    }

    private static func item(
        _ name: String, _ begin: String, _ end: String, shape: String = "[1]", type: String = "F32"
    ) -> String {
        "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
    }

    static let bad: [(Data, String)] = {
        let four: [UInt8] = [0, 0, 0, 0]
        let a = item("a", "0", "4")
        let big = "9223372036854775807"
        return [
            (Data(), "only 0 bytes"),
            (Data([1, 2, 3]), "only 3 bytes"),
            (Data(repeating: 0xFF, count: 8), "a header of 18446744073709551615 bytes"),
            (Data([9, 0, 0, 0, 0, 0, 0, 0]), "but only 0 follow"),
            (file(""), "offset 8: expected {"),
            (file("[]"), "expected {"),
            (file("{"), "expected \""),
            (file("{} x"), "text after the object"),
            (file("{\"a\":1}"), "expected {"),
            (file("{\(a),}", four), "expected \""),
            (file("{\(a),\(a)}", four), "a is there twice"),
            (file("{\(a)}", []), "a ends at byte 4 of 0"),
            (file("{\(a)}", four + [0]), "1 bytes follow"),
            (file("{\(item("a", "4", "8"))}", four + four), "a hole of 4 bytes before a"),
            (file("{\(item("a", "4", "0"))}", four), "a ends at byte 0 of 4"),
            (file("{\(a),\(item("b", "0", "4"))}", four), "b overlaps"),
            (file("{\(a),\(item("b", "2", "6"))}", four + four), "b overlaps"),
            (file("{\(item("a", "0", big))}", four), "a ends at byte \(big)"),
            (file("{\(item("a", "0", big + "0"))}", four), "a number that is too large"),
            (file("{\(item("a", "-1", "4"))}", four), "not a whole number"),
            (file("{\(item("a", "0", "4.0"))}", four), "expected ]"),
            (file("{\(item("a", "00", "4"))}", four), "starts with 0"),
            (file("{\(item("a", "0", "4", shape: "[2]"))}", four), "do not fill"),
            (file("{\(item("a", "0", "3", shape: "[]"))}", [0, 0, 0]), "do not fill"),
            (
                file("{\(item("a", "0", "0", shape: "[4294967296,4294967296,0]"))}"),
                "is too large"
            ),
            (file("{\(item("a", "0", "4", shape: "[4611686018427387905]"))}", four), "do not fill"),
            (file("{\(item("a", "0", "4", shape: "[1,1,1,1,1,1,1,1,1]"))}", four), "more than 8"),
            (file("{\(item("a", "0", "4", type: "F16"))}", four), "of type F16"),
            (file("{\(a)}", [0, 0, 0xC0, 0x7F]), "a holds a number that is not finite"),
            (file("{\(a)}", [0, 0, 0x80, 0xFF]), "a holds a number that is not finite"),
            (file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", four), "lacks"),
            (file("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}"), "unexpected key dtype"),
            (file("{\"a\":{\"dtype\":\"F32\",\"size\":[1]}}"), "unexpected key size"),
            (file("{\"__metadata__\":{\"k\":1}}"), "expected \""),
            (file("{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}}"), "k is there twice"),
            (file("{\"__metadata__\":{},\"__metadata__\":{}}"), "__metadata__ is there twice"),
            (file("{\"\\ud800\":1}"), "half a surrogate pair"),
            (file("{\"\\ud800\\u0041\":1}"), "half a surrogate pair"),
            (file("{\"\\u00g0\":1}"), "four hexadecimal"),
            (file("{\"\\x\":1}"), "unknown escape"),
            (file("{\"a\u{1}\":1}"), "a control character"),
            (file("{\"a"), "a string without end"),
            (file("{\"\(String(repeating: "a", count: 300))\":1}"), "a key of more than 256 bytes"),
            (file("{\"a\\u00"), "a string without end"),
            (file("{\"a\\"), "a string without end"),
            (
                Data([2, 0, 0, 0, 0, 0, 0, 0, UInt8(ascii: "{"), 0xFF]), "expected \""
            ),
        ]
    }()

    @Test(arguments: bad.indices)
    func badFilesAreRefusedWithTheReason(_ index: Int) {
        let (data, reason) = Self.bad[index]
        let error = #expect(throws: StorageError.self) {
            try Safetensors(decoding: data, place: "bad.safetensors")
        }
        #expect(error?.status == .badData)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "none")")
    }

    @Test func everyCutIsRefusedAndNoFlipTraps() throws {
        let data = try content.encoded()
        for length in 0..<data.count {
            #expect(throws: StorageError.self) {
                try Safetensors(decoding: data.prefix(length), place: "cut")
            }
        }
        for index in data.indices {
            for bit in 0..<8 {
                var flipped = data
                flipped[index] ^= 1 << bit
                // Flips of tensor bytes give another valid file; here only traps would be wrong.
                _ = try? Safetensors(decoding: flipped, place: "flipped")
            }
        }
    }

    @Test func surrogatePairsAreRead() throws {
        let data = Self.file("{\"__metadata__\":{\"\\ud83d\\ude00\":\"\\u00e9\\/\"}}")
        #expect(try Safetensors(decoding: data, place: "m").metadata == ["😀": "é/"])
    }
}
