import ArgumentParser
import Documents
import Figures
import Foundation
import Templates

/// What the report is made of, and how it looks.
struct DocumentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A document of your own, reported on in a folder beside the usual report; new-document "
                + "writes one to start from.", valueName: "file"),
        completion: .file(extensions: ["md"]))
    var document: String?

    @Option(
        help: ArgumentHelp(
            "Templates in place of those built in: page.mustache, block.mustache, index.mustache, "
                + "style.css, report.js, explorer.css, decoder.js, latents.js, explorer.js, and report.md if there is one.",
            valueName: "dir"),
        completion: .directory)
    var templates: String?

    @Option(
        help: ArgumentHelp(
            "Latent sizes whose decoders the page carries, to be tried in it: usual (the smallest, the "
                + "answer's and the largest), all or none.", valueName: "sizes"))
    var explorer: ExplorerSizes?

    var templatesURL: URL? {
        templates.map { URL(fileURLWithPath: $0, isDirectory: true) }
    }

    /// The report's folder in the site: the study's, or for a document of one's own `STUDY-DOCUMENT`, so
    /// that neither takes the other's place.
    func folder(of study: String) -> String {
        guard let document else { return study }
        let stem = URL(fileURLWithPath: document).deletingPathExtension().lastPathComponent
        let plain = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String("\(study)-\(String(plain))".prefix(100))
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
