import Diagnostics
public import Foundation
import Storage

/// A folder of the site for one report on two studies.
public struct ComparisonFolder {
    private let folder: URL

    /// The folder `name` of `site`, whether it is there or not.
    public init(site: URL, name: String) {
        folder = site.appending(path: name)
    }

    /// Sees whether a comparison of these studies, by name, may stand here: not in the place of another
    /// two's, of which nothing else may be left. Throws `StorageError`, also where the records that are
    /// there cannot be read.
    public func check(studies: [String]) throws {
        let records = folder.appending(path: SiteFile.comparison)
        guard try DurableFile.exists(records) else { return }
        let found = try RecordCoding.decode(ComparisonRecord.Summary.self, from: records)
            .card.studies.map(\.name)
        guard found != studies else { return }
        throw StorageError(
            status: .cannotCreate, place: folder.relativePath,
            problem: "the comparison of \(ListText.of(found)) stands where that of"
                + " \(ListText.of(studies)) should be",
            remedy: "choose another folder with --site, or remove that comparison")
    }
}
