import Foundation

/// `data:` addresses: files that a page carries in itself.
enum DataAddress {
    /// The bytes in Base64 with their type.
    static func of(_ data: Data, type: MediaType) -> String {
        "data:\(type.rawValue);base64,\(data.base64EncodedString())"
    }
}
