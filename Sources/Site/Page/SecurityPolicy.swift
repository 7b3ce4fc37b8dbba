import Foundation
import Storage

/// The Content-Security-Policy of a page that needs nothing from anywhere.
enum SecurityPolicy {
    /// Allows `style` and `scripts`, as they stand between the tags, and images from `data:`;
    /// nothing else.
    static func of(style: String, scripts: [String] = []) -> String {
        let sources = scripts.map { " 'sha256-\(base64Digest($0))'" }.joined()
        return "default-src 'none'; img-src data:; style-src 'sha256-\(base64Digest(style))';"
            + (scripts.isEmpty ? "" : " script-src\(sources);")
            + " base-uri 'none'; form-action 'none'"
    }

    /// SHA-256 in Base64, as the policy wants it.
    private static func base64Digest(_ text: String) -> String {
        let digits = Array(Digest.sha256(Data(text.utf8)).utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
        return Data(bytes).base64EncodedString()
    }
}
