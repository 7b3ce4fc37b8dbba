/// The one way in which a template embeds the style sheet.
///
/// The page's policy allows the hash of what stands between the tags: one more blank there, and a
/// browser shows the page without any style.
enum EmbeddedStyle {
    /// What a template must hold.
    static let markup = "<style>{{{style}}}</style>"

    /// Throws `SiteError` where a template embeds the sheet otherwise, has a style of its own, or
    /// embeds none.
    static func check(_ text: String, path: String) throws {
        func failure(_ line: Int, _ column: Int, _ problem: String) -> SiteError {
            .template(
                file: path, line: line, column: column, problem: problem,
                remedy: "embed the style sheet as \(markup), and put rules into style.css")
        }
        var isEmbedded = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let blanks = String(repeating: " ", count: markup.count)
            let rest = line.replacing(markup, with: blanks)
            isEmbedded = isEmbedded || rest != line
            let wrong = /<(?i:style)\b|\{\{\{?[ \t]*[&#^]?[ \t]*style[ \t]*\}/
            guard let found = rest.firstMatch(of: wrong) else { continue }
            let column = rest[..<found.range.lowerBound].unicodeScalars.count + 1
            throw failure(
                index + 1, column, "a browser would refuse this style: its hash is not allowed")
        }
        guard isEmbedded else { throw failure(1, 1, "the template does not embed the style sheet") }
    }
}
