/// A part of a text: words, a value by its name, or a reference to a cell or section.
enum InlinePiece: Hashable {
    case words(String)
    /// `{{ verdict.latentSize }}`
    case value(name: String, written: String)
    /// `@figure:loss-curves`
    case reference(kind: String, id: String, written: String)
    /// `{{` without an end.
    case unclosed

    /// The parts of a text in order, in one walk over it: a regular expression of Swift's, which is
    /// compiled anew for each text, would take longer than all the rest of reading a document.
    static func scan(_ text: String) -> [InlinePiece] {
        var pieces: [InlinePiece] = []
        var start = text.startIndex
        var place = start
        while let sign = text.utf8[place...].firstIndex(where: { $0 == brace || $0 == at }) {
            let words = text[start..<sign]
            guard
                let (piece, end) = text.utf8[sign] == brace
                    ? value(in: text, at: sign) : reference(in: text, at: sign, after: words)
            else {
                place = text.utf8.index(after: sign)
                continue
            }
            if !words.isEmpty { pieces.append(.words(String(words))) }
            pieces.append(piece)
            (start, place) = (end, end)
        }
        if start < text.endIndex { pieces.append(.words(String(text[start...]))) }
        return pieces
    }

    /// What looks like a reference to a footnote, `[^note]`: its name has neither brackets nor blanks.
    static func notes(in text: String) -> [String] {
        let units = text.utf8
        let ends = ["[", "]", " ", "\t", "\n"].map(UInt8.init(ascii:))
        var notes: [String] = []
        var place = units.startIndex
        while let first = units[place...].firstIndex(of: ends[0]) {
            place = units.index(after: first)
            guard units[place...].first == UInt8(ascii: "^") else { continue }
            let name = units[place...].dropFirst().prefix { !ends.contains($0) }
            place = name.endIndex
            guard !name.isEmpty, units[place...].first == ends[1] else { continue }
            notes.append(String(text[first...place]))
        }
        return notes
    }

    private static let brace = UInt8(ascii: "{"), closing = UInt8(ascii: "}")
    private static let at = UInt8(ascii: "@"), dash = UInt8(ascii: "-")

    /// What begins with two braces; it ends at the first two that close and holds none.
    private static func value(
        in text: String, at first: String.Index
    ) -> (InlinePiece, end: String.Index)? {
        let units = text.utf8[first...]
        guard units.starts(with: [brace, brace]) else { return nil }
        let name = units.dropFirst(2).prefix { $0 != brace && $0 != closing }
        guard units[name.endIndex...].starts(with: [closing, closing]) else {
            return (.unclosed, name.startIndex)
        }
        let end = text.utf8.index(name.endIndex, offsetBy: 2)
        return (
            .value(
                name: text[name.startIndex..<name.endIndex].filter { $0 != " " && $0 != "\t" },
                written: String(text[first..<end])), end
        )
    }

    /// What begins with `@`, a kind in small letters and a colon. A dash at its end belongs to the
    /// sentence, and name@host:port is none.
    private static func reference(
        in text: String, at first: String.Index, after words: Substring
    ) -> (InlinePiece, end: String.Index)? {
        if let last = words.last, last.isLetter || last.isNumber { return nil }
        func isLetter(_ unit: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit)
        }
        func isDigit(_ unit: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit)
        }
        let kind = text.utf8[first...].dropFirst().prefix(while: isLetter)
        let rest = text.utf8[kind.endIndex...]
        guard !kind.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
        var id = rest.dropFirst().prefix { isLetter($0) || isDigit($0) || $0 == dash }
        while id.last == dash { id.removeLast() }
        guard !id.isEmpty else { return nil }
        return (
            .reference(
                kind: String(text[kind.startIndex..<kind.endIndex]),
                id: String(text[id.startIndex..<id.endIndex]),
                written: String(text[first..<id.endIndex])), id.endIndex
        )
    }
}
