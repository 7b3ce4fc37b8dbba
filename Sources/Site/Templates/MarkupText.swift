import Mustache

/// Escapes text for HTML, in element content and in quoted attributes.
///
/// swift-mustache's own escaping goes by grapheme clusters and lets a quote pass that carries a
/// combining mark; this one goes by code units.
struct MarkupText: MustacheContentType {
    /// The name templates get this under.
    static let name = "VAE_REPORT_MARKUP"

    func escapeText(_ text: String) -> String {
        var escaped = [UInt8]()
        escaped.reserveCapacity(text.utf8.count)
        for unit in text.utf8 {
            switch unit {
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            // HTML allows no other control characters, not even as references.
            case 0x09, 0x0A: escaped.append(unit)
            case 0..<0x20, 0x7F: escaped += "\u{FFFD}".utf8
            default: escaped.append(unit)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
