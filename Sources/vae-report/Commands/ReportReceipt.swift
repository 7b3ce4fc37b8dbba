import Foundation
import Storage
import Studies

/// `report.json` in a study's folder: what its report was drawn from and what came out.
///
/// A report whose receipt still holds is not drawn again. All digests are SHA-256.
struct ReportReceipt: Codable, Equatable {
    /// Of the program's file.
    let program: String
    /// Of all files of the study that a report can depend on.
    let study: String
    /// Of the templates in place of those built in; nil where those were used.
    let templates: String?
    /// Of all files in the report's folder.
    let report: String

    /// The receipt of the report that lies in `folder` now. Throws `StorageError`.
    init(_ study: Study, report folder: URL, templates: URL?) throws {
        let executable = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        program = Digest.sha256(try DurableFile.read(executable))
        self.study = try Self.digest(of: study.folder) { name in
            !["lock", "timing.jsonl", "recovery.jsonl", Self.name].contains(name)
                && !name.hasPrefix("checkpoint-")
        }
        self.templates = try templates.map { try Self.digest(of: $0) { _ in true } }
        report = try Self.digest(of: folder) { _ in true }
    }

    private static let name = "report.json"

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

    /// Over the paths and digests of the files below `folder` whose names are wanted.
    private static func digest(of folder: URL, where isWanted: (String) -> Bool) throws -> String {
        var lines = ""
        for name in try Folder.names(in: folder) where isWanted(name) {
            let url = folder.appending(path: name)
            let digest =
                try Folder.exists(url)
                ? try self.digest(of: url, where: isWanted)
                : Digest.sha256(try DurableFile.read(url))
            lines += "\(digest) \(name)\n"
        }
        return Digest.sha256(Data(lines.utf8))
    }
}
