import Diagnostics
import Mustache
import Templates

/// A template all of whose tags name keys that its view has.
struct CheckedTemplate<View: TemplateView> {
    private let template: MustacheTemplate

    /// Checks a template before anything is rendered; throws `SiteError` with line and column.
    init(_ file: Templates.File, path: String) throws {
        let tags = try TemplateTag.scan(file.text, file: path)
        try Self.check(tags, path: path)
        MustacheContentTypes.register(MarkupText(), named: MarkupText.name)
        do {
            template = try MustacheTemplate(
                string: "{{%CONTENT_TYPE:\(MarkupText.name)}}\n" + file.text)
        } catch let error as MustacheTemplate.ParserError {
            throw SiteError.template(
                file: path, line: max(1, error.context.lineNumber - 1),
                column: error.context.columnNumber,
                problem: "this is no Mustache template: \(error.error)", remedy: nil)
        }
    }

    /// The template filled with a view.
    func render(_ view: View) -> String {
        template.render(view)
    }

    private static func check(_ tags: [TemplateTag], path: String) throws {
        var open: [(tag: TemplateTag, shape: TemplateShape)] = []
        let root = TemplateShape(View())
        for tag in tags {
            func failure(_ problem: String, _ remedy: String?) -> SiteError {
                .template(
                    file: path, line: tag.line, column: tag.column, problem: problem,
                    remedy: remedy)
            }
            let scopes = [root] + open.map(\.shape)
            switch tag.kind {
            case .comment: continue
            case .unsupported(let sign):
                throw failure(
                    "templates here have no “{{\(sign)…}}”",
                    "use variables, sections and comments only")
            case .close:
                guard open.last?.tag.name == tag.name else {
                    throw failure(
                        "“\(tag.name)” is closed here but is not the innermost open section",
                        open.last.map { "close “\($0.tag.name)” first" })
                }
                open.removeLast()
            case .variable, .open:
                guard let shape = find(tag.name, in: scopes) else {
                    let near = NearMatches.of(tag.name, among: names(in: scopes))
                    throw failure(
                        "unknown key “\(tag.name)”",
                        "use one of: \(near.joined(separator: ", "))")
                }
                if tag.kind == .open { open.append((tag, shape)) }
            }
        }
        if let section = open.last {
            throw SiteError.template(
                file: path, line: section.tag.line, column: section.tag.column,
                problem: "section “\(section.tag.name)” is never closed",
                remedy: "add {{/\(section.tag.name)}}")
        }
    }

    /// What a name stands for, innermost section first; nil where it stands for nothing.
    private static func find(_ name: String, in scopes: [TemplateShape]) -> TemplateShape? {
        if name == "." { return scopes.count > 1 ? .value : nil }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for scope in scopes.reversed() {
            guard case .keys(let keys) = scope, let first = keys[parts[0]] else { continue }
            return parts.dropFirst().reduce(first) { shape, part in
                if case .keys(let inner)? = shape { inner[part] } else { nil }
            }
        }
        return nil
    }

    private static func names(in scopes: [TemplateShape]) -> [String] {
        let names = scopes.flatMap { scope in
            if case .keys(let keys) = scope { Array(keys.keys) } else { [String]() }
        }
        return Set(names).sorted()
    }
}
