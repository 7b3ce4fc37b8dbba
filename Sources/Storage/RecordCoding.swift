import Diagnostics
public import Foundation

/// JSON for records: keys sorted, so that equal values have equal bytes.
public enum RecordCoding {
    /// Pretty-printed, a newline at the end. Throws `StorageError` for a number that is not finite.
    public static func encode(_ value: some Encodable) throws -> Data {
        try encode(value, [.prettyPrinted])
    }

    /// One line, a newline at the end. Throws `StorageError` for a number that is not finite.
    public static func encodeLine(_ value: some Encodable) throws -> Data {
        try encode(value, [])
    }

    /// Decodes the file at `url`; throws `StorageError` that names the file and the key.
    public static func decode<Value: Decodable>(_ type: Value.Type, from url: URL) throws -> Value {
        let data = try DurableFile.read(url, limit: limit)
        return try decode(type, from: data, place: url.relativePath)
    }

    /// Decodes bytes; throws `StorageError` that names `place` and the key.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from data: Data, place: String
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw StorageError.malformed(place, problem(error))
        }
    }

    private static let limit = 256 << 20
    private static let newline = UInt8(ascii: "\n")

    private static func encode(
        _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
    ) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [formatting, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value) + [newline]
        } catch let EncodingError.invalidValue(value, context) {
            throw StorageError(
                status: .defect, place: nil,
                problem: "\(value) at \(path(context.codingPath)) cannot be written to a record",
                remedy: "report this defect")
        }
    }

    private static func problem(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "\(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(path(context.codingPath)): \(context.debugDescription)"
        // Foundation says no more of broken syntax nor of a number that does not fit.
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "not valid JSON, or a number out of range"
                : "\(path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let names = keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
        return names.isEmpty
            ? "the record" : names.joined(separator: ".").replacing(".[", with: "[")
    }
}
