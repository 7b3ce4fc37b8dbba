import Diagnostics
import Documents
import Figures
import Foundation
import Site
import Storage
import Studies

/// `report.json` in a study's folder: what its report was drawn from and what came out.
///
/// A report whose receipt still holds is not drawn again. All digests are SHA-256.
struct ReportReceipt: Codable, Equatable {
    /// What a report is made of.
    struct Sources: Codable, Equatable {
        /// Of the program's file.
        let program: String
        /// Of all files of the study that its report depends on.
        let study: String
        /// Of the document's text.
        let document: String
        /// Of the templates in place of those built in; nil where those were used.
        let templates: String?
        /// What was asked of explorers; nil where nothing was.
        let explorer: String?

        /// Digests of what lies there now; nil where something cannot be read: a report of that is always
        /// drawn.
        init?(
            _ study: StudyDigests, _ source: DocumentSource, templates: URL?,
            explorer: ExplorerSizes?
        ) {
            self.explorer = explorer?.rawValue
            self.study = study.whole
            document = Digest.sha256(Data(source.text.utf8))
            do {
                program = try ReportReceipt.program.get()
                self.templates = try templates.map { folder in
                    let names = try Folder.names(in: folder).filter {
                        [".mustache", ".css", ".js"].contains(where: $0.hasSuffix)
                    }
                    let files = try names.map { try DurableFile.read(folder.appending(path: $0)) }
                    return FolderDigest.of(Dictionary(uniqueKeysWithValues: zip(names, files)))
                }
            } catch {
                return nil
            }
        }
    }

    let sources: Sources
    /// Of all files in the report's folder, as they were written.
    let report: String

    private static let name = "report.json"

    /// Digest of this program's file, or the `StorageError` of reading it.
    static let program = Result {
        let executable = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        return Digest.sha256(try DurableFile.read(executable))
    }

    /// The receipt of a report that was just written: not of what lies there since.
    init(_ sources: Sources, report: WrittenReport) {
        self.sources = sources
        self.report = report.digest
    }

    /// The receipt that fits what lies in `folder` now; nil as with `Sources`.
    init?(_ sources: Sources, report folder: URL) {
        do {
            self.sources = sources
            report = try FolderDigest.of(folder)
        } catch {
            return nil
        }
    }

    /// Whether the study's folder holds this very receipt; one that cannot be read does not count.
    func isKept(in study: Study) -> Bool {
        let url = study.folder.appending(path: Self.name)
        return (try? RecordCoding.decode(ReportReceipt.self, from: url)) == self
    }

    /// Throws `StorageError`.
    func keep(in study: Study) throws {
        try DurableFile.write(
            try RecordCoding.encode(self), to: study.folder.appending(path: Self.name))
    }
}
