import Diagnostics
public import Documents
public import Evaluation
import Figures
public import Foundation
import Storage
import Studies

/// Writes reports into a site folder.
///
/// A study's folder is replaced whole: a reader sees the old or the new one.
public struct SiteBuilder {
    /// The site folder.
    public let site: URL
    private let templates: TemplateSet

    /// Takes the templates of `templates`, or those built in. Throws `SiteError` naming file, line
    /// and column where a template is missing or names a key there is not, before anything is made.
    public init(site: URL, templates: URL?) throws {
        self.site = site
        self.templates = try TemplateSet(folder: templates)
    }

    /// Makes the site folder and sees whether `write` can put the report of a study of this name there.
    /// Throws `SiteError` and `StorageError`.
    public func prepare(study name: String) throws {
        guard StudyName.isValid(name) else { throw SiteError.folderName(name) }
        try Folder.make(site)
        guard access(site.path(percentEncoded: false), W_OK | X_OK) == 0 else {
            throw StorageError(
                status: .cannotCreate, place: site.relativePath,
                problem: "nothing can be written into the site folder",
                remedy: "change its permissions, or choose another folder with --site")
        }
        let folder = site.appending(path: name)
        let path = folder.path(percentEncoded: false)
        guard try Folder.exists(folder) || !FileManager.default.fileExists(atPath: path) else {
            throw StorageError(
                status: .cannotCreate, place: folder.relativePath,
                problem: "a file stands where the report's folder should be", remedy: "remove it")
        }
    }

    /// Writes `SITE/NAME/` with `index.html`, `report.ipynb`, `figures/` and `data/`, then
    /// `SITE/index.html`. `name` is the study's where none is given.
    ///
    /// Equal results and documents give equal bytes. Throws
    /// `SiteError`, `StorageError` and `DrawingError`, and then leaves the study's folder as it was.
    public func write(
        results: StudyResults, verdict: StudyVerdict, document: Document, name: String? = nil
    ) throws -> WrittenReport {
        try Self.check(document)
        return try write(
            name ?? results.description.name,
            page: report(results: results, verdict: verdict, document: document),
            files: Self.files(beside: document, of: results, verdict))
    }

    private static func files(
        beside document: Document, of results: StudyResults, _ verdict: StudyVerdict
    ) throws -> [SiteFile] {
        try SiteFile.all(results: results, verdict: verdict, document: document)
            + [SiteFile.notebook(of: document)]
    }

    /// What `write` puts into the folder, by path below it. Throws as `write`.
    public func files(
        results: StudyResults, verdict: StudyVerdict, document: Document
    ) throws -> [String: Data] {
        let page = SiteFile(
            path: SiteFile.page,
            data: try report(results: results, verdict: verdict, document: document))
        let files = try Self.files(beside: document, of: results, verdict) + [page]
        return Dictionary(files.map { ($0.path, $0.data) }, uniquingKeysWith: { $1 })
    }

    /// The same of two studies: `document` is the comparison's. Never puts one in the place of a study's
    /// report. Throws as above.
    public func write(
        _ comparison: Comparison, document: Document, name: String
    ) throws -> WrittenReport {
        let folder = site.appending(path: name)
        guard try !DurableFile.exists(folder.appending(path: SiteFile.records)) else {
            throw SiteError.studyInPlace(folder.relativePath)
        }
        try Self.check(document)
        let page = try ReportPage(
            comparison, document: document, style: style(of: document), script: script,
            explorer: document.explorers.isEmpty ? nil : explorer)
        return try write(
            name, page: Data(templates.page.render(page).utf8),
            files: SiteFile.all(comparison, document: document)
                + [SiteFile.notebook(of: document)])
    }

    private func write(_ name: String, page: Data, files: [SiteFile]) throws -> WrittenReport {
        guard StudyName.isValid(name) else { throw SiteError.folderName(name) }
        let folder = site.appending(path: name)
        let files = files + [SiteFile(path: SiteFile.page, data: page)]
        try FolderSwap.replace(folder) { folder in
            for file in files {
                try DurableFile.write(file.data, to: folder.appending(path: file.path))
            }
        }
        try writeIndex()
        return WrittenReport(
            page: folder.appending(path: SiteFile.page),
            digest: FolderDigest.of(
                Dictionary(files.map { ($0.path, $0.data) }, uniquingKeysWith: { $1 })))
    }

    /// Writes `SITE/index.html` anew from the studies found in the folder.
    ///
    /// Where another process adds a study meanwhile, both are in the list in the end: whoever wrote
    /// looks again afterwards.
    public func writeIndex() throws {
        try DurableFile.removeLeftovers(in: site)
        var page = try index()
        for _ in 0..<8 {
            try DurableFile.write(page, to: site.appending(path: "index.html"))
            let now = try index()
            if now == page { return }
            page = now
        }
    }

    private func index() throws -> Data {
        let found = try SiteIndex(site: site)
        let page = IndexPage(
            found,
            style: PageStyle.sheet(templates.style, figures: []))
        return Data(templates.index.render(page).utf8)
    }

    /// The report alone, one file that needs nothing beside it.
    public func report(
        results: StudyResults, verdict: StudyVerdict, document: Document
    ) throws -> Data {
        let page = try ReportPage(
            document, of: results, verdict: verdict, style: style(of: document), script: script,
            explorer: document.explorers.isEmpty ? nil : explorer)
        return Data(templates.page.render(page).utf8)
    }

    private func style(of document: Document) -> String {
        PageStyle.sheet(
            templates.style + (document.explorers.isEmpty ? "" : templates.explorerStyle),
            figures: document.figures)
    }

    private var script: String { "\n\(templates.script)" }
    private var explorer: String { "\n\(templates.explorer)" }

    /// Refuses cells whose files would be the records', and figures without words.
    private static func check(_ document: Document) throws {
        for cell in document.cells where SiteFile.recordNames.contains(cell.id) {
            throw SiteError.cellName(cell.id)
        }
        for figure in document.figures where figure.altText.count < 20 {
            throw SiteError.figure(
                id: figure.id, problem: "its alternative text says too little")
        }
    }
}
