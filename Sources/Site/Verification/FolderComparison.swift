public import Foundation
import Storage

/// Compares the files beside a report's page with those recomputed from the same study.
public struct FolderComparison: Sendable {
    /// By path; places are paths below the folder.
    public private(set) var differences: [PageDifference] = []
    /// Files that were compared.
    public private(set) var files = 0

    /// `recomputed` are the contents by path below the folder; the page itself is not looked at. On
    /// another processor neither charts nor the notebook, which holds them, are compared. Throws
    /// `StorageError` where the folder cannot be read.
    public init(
        _ folder: URL, recomputed: [String: Data], tolerance: PageTolerance
    ) throws {
        var expected = recomputed
        expected[SiteFile.page] = nil
        let found = try Self.paths(in: folder, below: "").filter { $0 != SiteFile.page }
        for path in Set(found).union(expected.keys).sorted() {
            guard let data = expected[path] else {
                differences.append(
                    .init(place: path, kind: .onlyInPage, page: path, recomputed: ""))
                continue
            }
            guard found.contains(path) else {
                differences.append(.init(place: path, kind: .missing, page: "", recomputed: path))
                continue
            }
            if tolerance != .exact, path == SiteFile.notebook { continue }
            files += 1
            let comparison = FileComparison(
                mediaType: MediaType(fileName: path).rawValue,
                found: try? DurableFile.read(folder.appending(path: path)), recomputed: data,
                tolerance)
            if let (kind, words) = comparison.difference {
                differences.append(.init(place: path, kind: kind, page: words, recomputed: ""))
            }
        }
    }

    private static func paths(in folder: URL, below prefix: String) throws -> [String] {
        try Folder.names(in: folder).flatMap { name in
            let url = folder.appending(path: name)
            let path = prefix + name
            // A link is as what it leads to is, but no way to go on: it may lead back.
            let isLink =
                (try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)) != nil
            return try !isLink && Folder.exists(url) ? paths(in: url, below: "\(path)/") : [path]
        }
    }
}
