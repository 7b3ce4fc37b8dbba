import Foundation

/// A piece of a report's page: a tag, one of its attributes, or what stands between two tags.
struct PagePiece: Hashable, Sendable {
    /// What it is.
    enum Kind: Hashable, Sendable {
        /// A tag by its name, `/td` where it closes.
        case tag(String)
        /// An attribute by its name.
        case attribute(String)
        /// Words.
        case words
        /// The content of a script or a style sheet.
        case code
        /// The content of a script that holds data: the weights of decoders.
        case weights
    }

    let kind: Kind
    /// The attribute's value, the words with single blanks, or the content; empty for a tag.
    let text: String
    /// The `id` that came last before it: `figure-loss-curves`.
    let place: String

    /// The kind with the text but for its numbers and the content of what it carries: what two pages have
    /// in common where only numbers and pictures differ.
    var shape: String {
        switch kind {
        case .tag(let name): "<\(name)"
        case .attribute(let name):
            "@\(name)=" + (EmbeddedFile(address: text).map(\.type) ?? Self.withoutDigits(text))
        case .words: Self.withoutDigits(text)
        case .code: "{}"
        case .weights: "[]"
        }
    }

    /// Each row of digits as one sign.
    private static func withoutDigits(_ text: String) -> String {
        var shape: [UInt8] = []
        for unit in text.utf8 {
            if unit >= UInt8(ascii: "0"), unit <= UInt8(ascii: "9") {
                if shape.last != UInt8(ascii: "#") { shape.append(UInt8(ascii: "#")) }
            } else {
                shape.append(unit)
            }
        }
        return String(decoding: shape, as: UTF8.self)
    }
}

/// A file that a page carries in an address.
struct EmbeddedFile: Hashable, Sendable {
    /// Its media type: `image/png`.
    let type: String
    /// What follows the comma, and whether that is Base64.
    private let content: Substring
    private let isBase64: Bool

    /// Nil where `address` is no `data:` address.
    init?(address: String) {
        guard address.hasPrefix("data:"), let comma = address.firstIndex(of: ",") else {
            return nil
        }
        let head = address[..<comma].dropFirst("data:".count)
        isBase64 = head.hasSuffix(";base64")
        type = String(head.prefix { $0 != ";" })
        content = address[address.index(after: comma)...]
    }

    /// The file as text; empty where it cannot be read.
    var text: String { data.map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// The file; nil where it cannot be read.
    var data: Data? {
        isBase64
            ? Data(base64Encoded: String(content))
            : content.removingPercentEncoding.map { Data($0.utf8) }
    }
}
