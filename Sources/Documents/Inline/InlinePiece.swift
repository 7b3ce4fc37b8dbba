/// A part of a text: words, a value by its name, or a reference to a cell or section.
enum InlinePiece: Hashable {
    case words(String)
    /// `{{ verdict.latentSize }}`
    case value(name: String, written: String)
    /// `@figure:loss-curves`
    case reference(kind: String, id: String, written: String)
    /// `{{` without an end.
    case unclosed

    /// The parts of a text in order.
    static func scan(_ text: String) -> [InlinePiece] {
        var pieces: [InlinePiece] = []
        var rest = text[...]
        var isAfterWord = false
        while let found = rest.firstMatch(of: /\{\{([^{}]*)\}\}|\{\{|@([a-z]+):([a-z0-9\-]+)/) {
            let before = rest[..<found.range.lowerBound]
            isAfterWord = before.last.map { $0.isLetter || $0.isNumber } ?? isAfterWord
            if !before.isEmpty { pieces.append(.words(String(before))) }
            let written = String(found.output.0)
            if let kind = found.output.2, let id = found.output.3 {
                // A dash at its end belongs to the sentence, and name@host:port is no reference.
                let name = String(id.reversed().drop { $0 == "-" }.reversed())
                pieces.append(
                    isAfterWord || name.isEmpty
                        ? .words(written)
                        : .reference(kind: String(kind), id: name, written: "@\(kind):\(name)"))
                if !isAfterWord, name.count < id.count {
                    pieces.append(.words(String(id.dropFirst(name.count))))
                }
            } else if let name = found.output.1 {
                pieces.append(
                    .value(name: name.filter { $0 != " " && $0 != "\t" }, written: written))
            } else {
                pieces.append(.unclosed)
            }
            isAfterWord = false
            rest = rest[found.range.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return pieces
    }
}
