/// One `{{…}}` of a template, with where it stands.
struct TemplateTag: Hashable {
    /// What the tag does.
    enum Kind: Hashable {
        /// `{{name}}`, `{{{name}}}`, `{{&name}}`
        case variable
        /// `{{#name}}` or `{{^name}}`
        case open
        /// `{{/name}}`
        case close
        /// `{{!…}}`
        case comment
        /// `{{> name}}`: another template, in its place
        case partial
        /// Blocks, other delimiters and pragmas, by their sign.
        case unsupported(Character)
    }

    let kind: Kind
    /// Without sign and blanks.
    let name: String
    /// From 1.
    let line: Int, column: Int

    /// All tags of a template in order; throws `SiteError` for a tag that is not closed.
    static func scan(_ text: String, file: String) throws -> [TemplateTag] {
        var tags = [TemplateTag]()
        let scalars = Array(text.unicodeScalars)
        var position = 0
        var line = 1
        var column = 1
        func starts(_ sign: String, at index: Int) -> Bool {
            scalars[index...].starts(with: sign.unicodeScalars)
        }
        while position < scalars.count {
            guard starts("{{", at: position) else {
                if scalars[position] == "\n" {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
                position += 1
                continue
            }
            let unescaped = starts("{{{", at: position)
            let closing = unescaped ? "}}}" : "}}"
            let first = position + (unescaped ? 3 : 2)
            var end = first
            while end < scalars.count, !starts(closing, at: end) { end += 1 }
            guard end < scalars.count else {
                throw SiteError.template(
                    file: file, line: line, column: column, problem: "this tag is not closed",
                    remedy: "end it with \(closing)")
            }
            var content = String.UnicodeScalarView(scalars[first..<end])
            let kind = unescaped ? .variable : kind(takingSignOff: &content)
            tags.append(
                TemplateTag(
                    kind: kind, name: trimmed(String(content)), line: line, column: column))
            for scalar in scalars[position..<end + closing.count] {
                line += scalar == "\n" ? 1 : 0
                column = scalar == "\n" ? 1 : column + 1
            }
            position = end + closing.count
        }
        return tags
    }

    private static func kind(takingSignOff content: inout String.UnicodeScalarView) -> Kind {
        guard let sign = content.first else { return .variable }
        let kind: Kind
        switch sign {
        case "#", "^": kind = .open
        case "/": kind = .close
        case "!": kind = .comment
        case "&": kind = .variable
        case ">": kind = .partial
        case "<", "$", "=", "%": kind = .unsupported(Character(sign))
        default: return .variable
        }
        content.removeFirst()
        return kind
    }

    private static func trimmed(_ text: String) -> String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        guard let first = text.firstIndex(where: { !blank($0) }),
            let last = text.lastIndex(where: { !blank($0) })
        else { return "" }
        return String(text[first...last])
    }
}
