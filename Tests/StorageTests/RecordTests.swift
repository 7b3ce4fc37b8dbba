import Compute
import Diagnostics
import Foundation
import Testing

@testable import Storage

@Suite struct RecordTests {
    struct Record: Codable, Hashable {
        struct Part: Codable, Hashable { var value: Double }
        var b10: Int
        var b9: UInt64
        var B: String
        var parts: [Part]
    }

    let record = Record(
        b10: 1, b9: .max, B: "a/é\u{1}",
        parts: [.init(value: 0.1), .init(value: .leastNonzeroMagnitude)])

    @Test func keysAreSortedByBytes() throws {
        let text = String(decoding: try RecordCoding.encodeLine(record), as: UTF8.self)
        #expect(
            text
                == "{\"B\":\"a/é\\u0001\",\"b10\":1,\"b9\":18446744073709551615,"
                + "\"parts\":[{\"value\":0.1},{\"value\":5e-324}]}\n")
    }

    @Test func roundTrips() throws {
        let scratch = try ScratchFolder()
        try DurableFile.write(try RecordCoding.encode(record), to: scratch("r.json"))
        #expect(try RecordCoding.decode(Record.self, from: scratch("r.json")) == record)
        let line = try RecordCoding.encodeLine(record)
        #expect(line.last == UInt8(ascii: "\n") && line.dropLast().allSatisfy { $0 >= 0x20 })
        #expect(try RecordCoding.decode(Record.self, from: line, place: "line") == record)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func numbersThatAreNotFiniteAreRefused(_ value: Double) {
        let error = #expect(throws: StorageError.self) {
            try RecordCoding.encode(Record.Part(value: value))
        }
        #expect(error?.description.contains("value") == true)
    }

    @Test(arguments: [
        ("{\"b10\":1", "not valid JSON"),
        ("{\"b10\":1,\"b9\":2,\"B\":\"\"}", "parts is missing"),
        (
            "{\"b10\":1,\"b9\":2,\"B\":\"\",\"parts\":[{\"value\":1},{\"value\":\"x\"}]}",
            "parts[1].value"
        ),
        ("{\"b10\":1e99,\"b9\":2,\"B\":\"\",\"parts\":[]}", "number out of range"),
        ("{\"b10\":1,\"b9\":-2,\"B\":\"\",\"parts\":[]}", "number out of range"),
    ])
    func errorsNameFileAndKey(_ text: String, _ key: String) {
        let error = #expect(throws: StorageError.self) {
            try RecordCoding.decode(Record.self, from: Data(text.utf8), place: "some/file.json")
        }
        #expect(error?.status == .badData)
        #expect(error?.place == "some/file.json")
        #expect(error?.problem.contains(key) == true)
    }

    // From FIPS 180-4's examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func digestsAgreeWithTheStandard(_ text: String, _ digest: String) {
        #expect(Digest.sha256(Data(text.utf8)) == digest)
        #expect(Digest.sha256(Array(text.utf8)) == digest)
    }

    @Test func numpyReadsOurArrays() throws {
        let tensor = Tensor(shape: [2, 3], values: [-0.5, -0.25, 0, 0.25, 0.5, 0.75])
        #expect(NumpyArray.encode(tensor) == (try Data(contentsOf: fixture("python.npy"))))
        let row = NumpyArray.encode(integers: [1, -2], shape: [2])
        #expect(row.count == 128 + 16)
        #expect(
            String(decoding: row[10..<70], as: UTF8.self).contains(
                "'<i8', 'fortran_order': False, 'shape': (2,)"))
    }
}
