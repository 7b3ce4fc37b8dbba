public import Foundation

/// JSON for records: keys sorted, so that equal values have equal bytes.
public enum RecordCoding {
    /// Pretty-printed, a newline at the end.
    public static func encode(_ value: some Encodable) throws -> Data {
        preconditionFailure("not built yet")
    }

    /// One line, a newline at the end.
    public static func encodeLine(_ value: some Encodable) throws -> Data {
        preconditionFailure("not built yet")
    }

    /// Decodes the file at `url`; throws `StorageError` that names the file and the key.
    public static func decode<Value: Decodable>(_ type: Value.Type, from url: URL) throws -> Value {
        preconditionFailure("not built yet")
    }
}
