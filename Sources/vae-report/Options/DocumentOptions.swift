import ArgumentParser
import Documents
import Foundation
import Templates

/// What the report is made of, and how it looks.
struct DocumentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A document of your own in place of the usual report; new-document writes one to start "
                + "from.", valueName: "file"),
        completion: .file(extensions: ["md"]))
    var document: String?

    @Option(
        help: ArgumentHelp(
            "Templates in place of those built in: page.mustache, block.mustache, index.mustache, "
                + "style.css, report.js, and report.md if there is one.", valueName: "dir"),
        completion: .directory)
    var templates: String?

    var templatesURL: URL? {
        templates.map { URL(fileURLWithPath: $0, isDirectory: true) }
    }

    /// The document's text: the one asked for, else that of the templates, else the one built in.
    /// Throws `DocumentError` and `StorageError`.
    func source() throws -> DocumentSource {
        if let document {
            return try DocumentSource(file: URL(fileURLWithPath: document), name: document)
        }
        if let templates, let folder = templatesURL {
            let file = folder.appending(path: Templates.report.name)
            if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
                return try DocumentSource(
                    file: file, name: "\(templates)/\(Templates.report.name)")
            }
        }
        return DocumentSource(name: Templates.report.name, text: Templates.report.text)
    }
}
