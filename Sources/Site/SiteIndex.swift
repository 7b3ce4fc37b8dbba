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
    /// By name.
    var comparisons: [ComparisonCard] = []
    /// One sentence for each folder whose records cannot be read.
    var unreadable: [String] = []

    /// Looks at every folder of `site` that holds the records of a study or of a comparison; throws
    /// `StorageError` where the folder itself cannot be listed.
    init(site: URL) throws {
        for name in try Folder.names(in: site) where StudyName.isValid(name) {
            let folder = site.appending(path: name)
            let records = folder.appending(path: SiteFile.records)
            let comparison = folder.appending(path: SiteFile.comparison)
            do {
                // The folder decides where links go, whatever the file claims.
                if try DurableFile.exists(records) {
                    var card = try RecordCoding.decode(ResultsDocument.Summary.self, from: records)
                        .card
                    card.name = name
                    studies.append(
                        Entry(
                            card: card,
                            hasNotebook: try DurableFile.exists(
                                folder.appending(path: SiteFile.notebook))))
                } else if try DurableFile.exists(comparison) {
                    var card = try RecordCoding.decode(
                        ComparisonRecord.Summary.self, from: comparison
                    ).card
                    card.name = name
                    comparisons.append(card)
                }
            } catch let error as any DiagnosedError {
                unreadable.append("\(name): \(error.problem).")
            }
        }
    }
}
