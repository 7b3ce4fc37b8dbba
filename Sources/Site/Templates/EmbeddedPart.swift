/// A file that a template embeds, in the one way in which a browser accepts it.
///
/// The page's policy allows the hash of what stands between the tags: one more blank there, and a
/// browser shows the page without any style, or runs no script.
enum EmbeddedPart: String {
    case style
    case script

    /// What a template holds.
    var markup: String { "<\(rawValue)>{{{\(rawValue)}}}</\(rawValue)>" }

    private var words: (part: String, place: String) {
        switch self {
        case .style: ("the style sheet", "put rules into style.css")
        case .script: ("the script", "put code into report.js")
        }
    }

    /// What a file cannot contain: it would end the element, or begin another in it.
    private var forbidden: [String] {
        switch self {
        case .style: ["</style"]
        case .script: ["</script", "<script", "<!--"]
        }
    }

    /// Throws `SiteError` where a template embeds the file otherwise or has such an element of its
    /// own; where it embeds none, if it has to.
    func check(template text: String, path: String, isRequired: Bool) throws {
        func failure(_ line: Int, _ column: Int, _ problem: String) -> SiteError {
            .template(
                file: path, line: line, column: column, problem: problem,
                remedy: "embed \(words.part) as \(markup), and \(words.place)")
        }
        var isEmbedded = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let blanks = String(repeating: " ", count: markup.count)
            let rest = line.replacing(markup, with: blanks)[...]
            isEmbedded = isEmbedded || rest != line
            guard let found = firstOther(in: rest) else { continue }
            let column = rest[..<found].unicodeScalars.count + 1
            throw failure(
                index + 1, column,
                "a browser would refuse this \(rawValue): its hash is not allowed")
        }
        guard isEmbedded || !isRequired else {
            throw failure(1, 1, "the template does not embed \(words.part)")
        }
    }

    private func firstOther(in line: Substring) -> String.Index? {
        switch self {
        case .style:
            line.firstMatch(of: /<(?i:style)\b|\{\{\{?[ \t]*[&#^]?[ \t]*style[ \t]*\}/)?
                .range.lowerBound
        case .script:
            line.firstMatch(of: /<(?i:script)\b|\{\{\{?[ \t]*[&#^]?[ \t]*script[ \t]*\}/)?
                .range.lowerBound
        }
    }

    /// Throws `SiteError` where the file holds what would end its element early.
    func check(file text: String, path: String) throws {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let small = line.lowercased()
            guard let found = forbidden.first(where: { small.contains($0) }) else { continue }
            throw SiteError.template(
                file: path, line: index + 1, column: 1,
                problem: "\(words.part) cannot contain “\(found)”", remedy: "remove it")
        }
    }
}
