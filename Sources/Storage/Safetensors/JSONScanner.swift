/// Reads the JSON that a safetensors header is made of: objects, strings, arrays of counts.
struct JSONScanner {
    private let bytes: [UInt8]
    private var position = 0

    /// The longest key, so that errors that name one stay short.
    private static let keyLimit = 256

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Something wrong at the present position.
    func flaw(_ problem: String) -> SafetensorsHeader.Flaw {
        SafetensorsHeader.Flaw(offset: position, problem: problem)
    }

    /// Calls `member` at the value of each key.
    mutating func object(_ member: (String, inout JSONScanner) throws -> Void) throws {
        try expect("{")
        if take("}") { return }
        repeat {
            let start = position
            let key = try string()
            guard position - start <= Self.keyLimit else {
                throw flaw("a key of more than \(Self.keyLimit) bytes")
            }
            try expect(":")
            try member(key, &self)
        } while take(",")
        try expect("}")
    }

    /// An array of at most `limit` non-negative integers.
    mutating func integers(limit: Int) throws -> [Int] {
        try expect("[")
        var result = [Int]()
        if take("]") { return result }
        repeat {
            guard result.count < limit else { throw flaw("more than \(limit) numbers") }
            result.append(try integer())
        } while take(",")
        try expect("]")
        return result
    }

    /// A string; only whole UTF-8 and whole surrogate pairs.
    mutating func string() throws -> String {
        try expect("\"")
        var result = [UInt8]()
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else {
                    throw flaw("a string that is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): result.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20: throw flaw("a control character in a string")
            default: result.append(byte)
            }
        }
        throw flaw("a string without end")
    }

    /// Only white space is left.
    mutating func end() throws {
        skipSpace()
        guard position == bytes.count else { throw flaw("text after the object") }
    }

    private mutating func integer() throws -> Int {
        skipSpace()
        let first = position
        var result = 0
        while position < bytes.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
        {
            let digit = Int(bytes[position] - UInt8(ascii: "0"))
            let (tens, isLarge) = result.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = tens.addingReportingOverflow(digit)
            guard !isLarge, !isLarger else { throw flaw("a number that is too large") }
            guard result > 0 || position == first else { throw flaw("a number that starts with 0") }
            result = sum
            position += 1
        }
        guard position > first else { throw flaw("not a whole number from 0") }
        return result
    }

    private mutating func escape() throws -> Unicode.Scalar {
        guard position < bytes.count else { throw flaw("a string without end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let high = try unit()
            if let scalar = Unicode.Scalar(high) { return scalar }
            guard UTF16.isLeadSurrogate(high), position + 1 < bytes.count,
                bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
            else { throw flaw("half a surrogate pair") }
            position += 2
            let low = try unit()
            guard UTF16.isTrailSurrogate(low),
                let scalar = Unicode.Scalar(
                    0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
            else { throw flaw("half a surrogate pair") }
            return scalar
        default: throw flaw("an unknown escape in a string")
        }
    }

    private mutating func unit() throws -> UInt16 {
        guard position + 4 <= bytes.count else { throw flaw("a string without end") }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw flaw("\\u without four hexadecimal digits") }
        position += 4
        return unit
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard take(character) else { throw flaw("expected \(character)") }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }
}
