import Diagnostics
import Mustache
import Templates

/// A template all of whose tags name keys that its view has, with the templates it is made of.
struct CheckedTemplate<View: TemplateView> {
    /// A template's text, and how its file is named in errors.
    struct Source {
        let name: String
        let text: String
        let path: String

        /// How other templates name it: without `.mustache`.
        var partialName: String {
            name.hasSuffix(".mustache") ? String(name.dropLast(".mustache".count)) : name
        }
    }

    private let template: MustacheTemplate
    private let library: MustacheLibrary

    /// Checks a template and its `partials` before anything is rendered; throws `SiteError` with line
    /// and column.
    init(_ source: Source, partials: [Source] = []) throws {
        let parts = try partials.map {
            (source: $0, tags: try TemplateTag.scan($0.text, file: $0.path))
        }
        let known = Dictionary(parts.map { ($0.source.partialName, $0) }) { first, _ in first }
        try Self.check(
            try TemplateTag.scan(source.text, file: source.path), path: source.path,
            scopes: [TemplateShape(View())]
        ) { known[$0].map { ($0.tags, $0.source.path) } }
        template = try Self.parsed(source)
        library = MustacheLibrary(
            templates: try Dictionary(
                partials.map { ($0.partialName, try Self.parsed($0)) }
            ) { first, _ in first })
    }

    /// The template filled with a view.
    func render(_ view: View) -> String { template.render(view, library: library) }

    private static func parsed(_ source: Source) throws -> MustacheTemplate {
        MustacheContentTypes.register(MarkupText(), named: MarkupText.name)
        let type = "{{%CONTENT_TYPE:\(MarkupText.name)}}\n"
        do {
            // First as it is, for the places of errors.
            _ = try MustacheTemplate(string: type + source.text)
            return try MustacheTemplate(string: type + CompactText.template(source.text))
        } catch let error as MustacheTemplate.ParserError {
            throw SiteError.template(
                file: source.path, line: max(1, error.context.lineNumber - 1),
                column: error.context.columnNumber,
                problem: "this is no Mustache template: \(error.error)", remedy: nil)
        }
    }

    /// The tags of a partial and the path of its file, by its name.
    private typealias Partials = (String) -> (tags: [TemplateTag], path: String)?

    private static func check(
        _ tags: [TemplateTag], path: String, scopes outer: [TemplateShape], depth: Int = 0,
        partials: Partials
    ) throws {
        var open: [(tag: TemplateTag, shape: TemplateShape)] = []
        for tag in tags {
            func failure(_ problem: String, _ remedy: String?) -> SiteError {
                .template(
                    file: path, line: tag.line, column: tag.column, problem: problem,
                    remedy: remedy)
            }
            let scopes = outer + open.map(\.shape)
            switch tag.kind {
            case .comment: continue
            case .partial:
                guard let partial = partials(tag.name), depth == 0 else {
                    throw failure(
                        depth == 0
                            ? "there is no template “\(tag.name)” to put here"
                            : "a template that is put into another can have none in it",
                        "write {{> block}} in page.mustache only")
                }
                try check(
                    partial.tags, path: partial.path, scopes: scopes, depth: 1,
                    partials: partials)
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
                    throw failure(
                        "unknown key “\(tag.name)”",
                        NearMatches.remedy(for: tag.name, among: names(in: scopes)))
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
