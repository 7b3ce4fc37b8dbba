import Diagnostics
import Foundation
import Storage
import Studies

/// The studies in a site folder, read back from what they left there.
struct SiteIndex {
    /// A study and what its folder holds.
    struct Entry {
        let card: StudyCard
        /// Whether there is a notebook beside the page; earlier versions made none.
        let hasNotebook: Bool
    }

    /// By name.
    var studies: [Entry] = []
    /// One sentence for each folder whose `results.json` cannot be read.
    var unreadable: [String] = []

    /// Looks at every folder of `site` that holds `data/results.json`; throws `StorageError` where
    /// the folder itself cannot be listed.
    init(site: URL) throws {
        for name in try Folder.names(in: site) where StudyName.isValid(name) {
            let folder = site.appending(path: name)
            let file = folder.appending(path: "data/results.json")
            guard try DurableFile.exists(file) else { continue }
            do {
                var card = try RecordCoding.decode(ResultsDocument.Summary.self, from: file).card
                // The folder decides where links go, whatever the file claims.
                card.name = name
                studies.append(
                    Entry(
                        card: card,
                        hasNotebook: try DurableFile.exists(
                            folder.appending(path: SiteFile.notebook))))
            } catch let error as any DiagnosedError {
                unreadable.append("\(name): \(error.problem).")
            }
        }
    }
}
