/// One tag of an SVG file.
struct SVGTag {
    /// `path`, `/g`.
    var name: String
    /// In their order.
    var attributes: [(name: String, value: Substring)] = []
    var isClosed = false

    /// The value of an attribute; nil where it is not there.
    subscript(name: String) -> Substring? {
        attributes.first { $0.name == name }?.value
    }

    /// The tags of a file without words of its own, in order; the declaration is left out.
    static func all(in text: String) -> [SVGTag] {
        var tags: [SVGTag] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let tag = rest[rest.index(after: start)..<end]
            if !tag.hasPrefix("?") { tags.append(SVGTag(tag)) }
            rest = rest[rest.index(after: end)...]
        }
        return tags
    }

    private init(_ tag: Substring) {
        let nameEnd = tag.firstIndex { $0 == " " || $0 == "\n" } ?? tag.endIndex
        name = String(tag[..<nameEnd])
        isClosed = tag.hasSuffix("/")
        var rest = tag[nameEnd...]
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].filter { $0 != " " && $0 != "\n" }
            let open = rest.index(after: equals)
            guard open < rest.endIndex, rest[open] == "\"" else { break }
            let start = rest.index(after: open)
            guard let end = rest[start...].firstIndex(of: "\"") else { break }
            attributes.append((String(key), rest[start..<end]))
            rest = rest[rest.index(after: end)...]
        }
    }
}
