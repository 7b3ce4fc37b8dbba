/// The headings of a document: their anchors and their order.
struct HeadingOutline {
    private struct Heading {
        let level: Int
        let line: Int
    }

    private var headings: [Heading] = []
    private var taken: Set<String> = []
    /// How often a name was made of words.
    private var counts: [String: Int] = [:]

    /// Takes the next heading; gives its anchor, and whether the document gives it, as in
    /// `## Method {#method}`, which is then taken off the words.
    mutating func add(_ node: MarkdownNode) -> (id: String, isGiven: Bool) {
        headings.append(Heading(level: node.headingLevel, line: node.lines.lowerBound))
        if let last = node.children.last, last.kind == .text,
            let found = last.literal.firstMatch(of: /\{#([^{}\s]*)\}\s*$/)
        {
            let id = String(found.output.1)
            let words = last.literal[..<found.range.lowerBound]
            last.setLiteral(String(words.reversed().drop(while: \.isWhitespace).reversed()))
            taken.insert(id)
            return (id, true)
        }
        let name = Self.slug(node.plainText)
        var id = name
        var count = counts[name] ?? 1
        while !taken.insert(id).inserted {
            count += 1
            id = "\(name)-\(count)"
        }
        counts[name] = count
        return (id, false)
    }

    /// `Rate and distortion` as `rate-and-distortion`.
    private static func slug(_ words: String) -> String {
        let parts = words.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = parts.joined(separator: "-").prefix(60)
        return name.first?.isLetter == true ? String(name) : "section-\(name)"
    }

    static func isName(_ id: String) -> Bool {
        id.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil
    }

    /// One title, first of all headings, and no level skipped: what screen readers go by.
    func problems(in source: DocumentSource) -> [DocumentSource.Problem] {
        guard let first = headings.first, first.level == 1 else {
            return [
                .init(
                    place: source.place(headings.first?.line ?? 1),
                    problem: source.line(1) == "---"
                        ? "lines between --- are not read"
                        : "the document does not begin with a title",
                    remedy: "begin with a title: # {{ study.title }}")
            ]
        }
        return zip(headings, headings.dropFirst()).compactMap { before, heading in
            if heading.level == 1 {
                return .init(
                    place: source.place(heading.line), problem: "a second title",
                    remedy: "begin a part with ##")
            }
            guard heading.level > before.level + 1 else { return nil }
            return .init(
                place: source.place(heading.line),
                problem: "a heading of level \(heading.level) below one of level \(before.level)",
                remedy: "write \(String(repeating: "#", count: before.level + 1)) in front of it")
        }
    }
}
