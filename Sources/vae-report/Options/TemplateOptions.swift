import ArgumentParser
import Foundation

/// Where the page's templates come from.
struct TemplateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Templates in place of those built in: page.mustache, index.mustache, style.css and"
                + " report.js.",
            valueName: "dir"),
        completion: .directory)
    var templates: String?

    var url: URL? { templates.map { URL(fileURLWithPath: $0, isDirectory: true) } }
}
