extension DataTable: Codable {
    private enum Key: CodingKey {
        case columns, cells
    }

    /// As columns and one list of cells, row after row, each a text: tables have thousands of cells,
    /// and a container for each would take most of the time of reading one back.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(columns, forKey: .columns)
        try container.encode(rows.flatMap { $0.map(\.code) }, forKey: .cells)
    }

    /// Throws `DecodingError` for what `encode` does not write.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let columns = try container.decode([Column].self, forKey: .columns)
        let codes = try container.decode([String].self, forKey: .cells)
        let cells = codes.compactMap(Cell.init(code:))
        guard cells.count == codes.count, columns.isEmpty == cells.isEmpty || cells.isEmpty,
            columns.isEmpty || cells.count % columns.count == 0
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .cells, in: container, debugDescription: "not the cells of a table")
        }
        let starts =
            columns.isEmpty ? [] : Array(stride(from: 0, to: cells.count, by: columns.count))
        self.init(
            columns: columns, rows: starts.map { Array(cells[$0..<$0 + columns.count]) })
    }
}

extension DataTable.Cell {
    /// `n3 0.125`, `i 8`, `t words`, or nothing.
    fileprivate var code: String {
        switch self {
        case .number(let value, let digits): "n\(digits) \(value)"
        case .integer(let value): "i \(value)"
        case .text(let words): "t \(words)"
        case .empty: ""
        }
    }

    fileprivate init?(code: String) {
        guard let kind = code.utf8.first else {
            self = .empty
            return
        }
        guard let blank = code.utf8.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let rest = code[code.utf8.index(after: blank)...]
        switch kind {
        case UInt8(ascii: "n"):
            let digits = Int(code[code.utf8.index(after: code.startIndex)..<blank])
            guard let digits, let value = Double(rest) else { return nil }
            self = .number(value, digits: digits)
        case UInt8(ascii: "i"):
            guard let value = Int(rest) else { return nil }
            self = .integer(value)
        case UInt8(ascii: "t"): self = .text(String(rest))
        default: return nil
        }
    }
}
