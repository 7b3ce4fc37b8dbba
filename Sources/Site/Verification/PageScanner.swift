import Foundation

/// Takes a page apart. It knows the HTML that templates write: quoted attributes, no comments that hold
/// tags; of anything else it makes words, which then differ.
struct PageScanner {
    /// What a script is of that holds the weights of decoders.
    private static let dataType = "application/json"

    private let units: [UInt8]
    private var position = 0
    private var pieces: [PagePiece] = []
    private var place = ""

    /// The pieces of a page in order.
    static func pieces(of page: Data) -> [PagePiece] {
        var scanner = PageScanner(units: [UInt8](page))
        scanner.scan()
        return scanner.pieces
    }

    private init(units: [UInt8]) {
        self.units = units
    }

    private mutating func scan() {
        while position < units.count {
            if units[position] == UInt8(ascii: "<") {
                tag()
            } else {
                let words = text { $0 == UInt8(ascii: "<") }
                let plain = Self.unescaped(words).split(whereSeparator: \.isWhitespace)
                if !plain.isEmpty { add(.words, plain.joined(separator: " ")) }
            }
        }
    }

    private mutating func add(_ kind: PagePiece.Kind, _ text: String) {
        pieces.append(PagePiece(kind: kind, text: text, place: place))
    }

    /// From the position to the first unit that ends it, or to the end.
    private mutating func text(until ends: (UInt8) -> Bool) -> String {
        let first = position
        while position < units.count, !ends(units[position]) { position += 1 }
        return String(decoding: units[first..<position], as: UTF8.self)
    }

    /// Past a unit that may be missing at the end of a page that was cut off.
    private mutating func step() { position = min(position + 1, units.count) }

    private mutating func tag() {
        step()
        let name = text { Self.isBlank($0) || $0 == UInt8(ascii: ">") }.lowercased()
        let first = pieces.count
        while position < units.count, units[position] != UInt8(ascii: ">") {
            if Self.isBlank(units[position]) {
                position += 1
            } else {
                attribute()
            }
        }
        step()
        // It is where its own `id` says.
        pieces.insert(PagePiece(kind: .tag(name), text: "", place: place), at: first)
        if name == "script" || name == "style" { content(of: name) }
    }

    private mutating func attribute() {
        let name = text { Self.isBlank($0) || "=>".utf8.contains($0) }
        guard position < units.count, units[position] == UInt8(ascii: "=") else {
            if name.isEmpty { position += 1 }
            return add(.attribute(name), "")
        }
        position += 1
        var value: String
        if position < units.count, units[position] == UInt8(ascii: "\"") {
            position += 1
            value = text { $0 == UInt8(ascii: "\"") }
            step()
        } else {
            value = text { Self.isBlank($0) || $0 == UInt8(ascii: ">") }
        }
        value = Self.unescaped(value)
        // A caption's is that of what it stands over.
        if name == "id" {
            place = value.hasSuffix("-caption") ? String(value.dropLast(8)) : value
        }
        add(.attribute(name), value)
    }

    private mutating func content(of name: String) {
        let isData = pieces.last?.kind == .attribute("type") && pieces.last?.text == Self.dataType
        let end = Array("</\(name)".utf8)
        let first = position
        while position < units.count, !units[position...].starts(with: end) { position += 1 }
        add(
            isData ? .weights : .code, String(decoding: units[first..<position], as: UTF8.self))
    }

    private static func isBlank(_ unit: UInt8) -> Bool {
        unit == UInt8(ascii: " ") || unit == UInt8(ascii: "\n") || unit == UInt8(ascii: "\t")
            || unit == UInt8(ascii: "\r")
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let names = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ]
        return names.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
