public import Foundation

extension DataTable {
    /// Comma-separated values after RFC 4180 with a line of keys, UTF-8; numbers to twelve
    /// digits, more than they bear, since a page carries these files: JSON has them in full.
    ///
    /// Words that a spreadsheet would take for a formula are prefixed with an apostrophe.
    public var csv: Data {
        let lines = [columns.map { Self.quoted($0.key) }] + rows.map { $0.map(\.csv) }
        return Data(lines.map { $0.joined(separator: ",") + "\r\n" }.joined().utf8)
    }

    /// `{"columns": [{"key", "title"}], "rows": [[…]]}`, numbers in full, null where there is none.
    public var json: Data {
        let heads = columns.map {
            "{\"key\": \(Self.literal($0.key)), \"title\": \(Self.literal($0.title))}"
        }
        let lines = rows.map { "[" + $0.map(\.json).joined(separator: ", ") + "]" }
        let text = """
            {
              "columns": [\(heads.joined(separator: ", "))],
              "rows": [
                \(lines.joined(separator: ",\n    "))
              ]
            }

            """
        return Data(text.utf8)
    }

    fileprivate static func quoted(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
        return needsQuotes
            ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
    }

    fileprivate static func literal(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            // `<` too: the text may end up inside a page's script element.
            case "<": out += "\\u003c"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension DataTable.Cell {
    /// The cell as a field of a CSV file.
    fileprivate var csv: String {
        switch self {
        case .number(let value, _): value.isFinite ? Self.plain(Self.rounded(value)) : ""
        case .integer(let value): "\(value)"
        case .text(let words): DataTable.quoted(Self.disarmed(words))
        case .empty: ""
        }
    }

    /// The cell as a JSON value.
    fileprivate var json: String {
        switch self {
        case .number(let value, _): value.isFinite ? Self.plain(value) : "null"
        case .integer(let value): "\(value)"
        case .text(let words): DataTable.literal(words)
        case .empty: "null"
        }
    }

    /// In full; there is one zero, whatever sign rounding left it.
    private static func plain(_ value: Double) -> String { value == 0 ? "0.0" : "\(value)" }

    /// To twelve significant digits.
    private static func rounded(_ value: Double) -> Double {
        Double(String(format: "%.12g", value)) ?? value
    }

    private static func disarmed(_ words: String) -> String {
        guard let first = words.unicodeScalars.first else { return words }
        return ["=", "+", "-", "@", "\t", "\r"].contains(first) ? "'" + words : words
    }
}
