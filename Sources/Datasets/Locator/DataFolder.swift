import Diagnostics
import Foundation

/// A folder that may hold the files of a data set.
struct DataFolder: Sendable {
    /// How files come to be here; see `DataSet.origin`.
    enum Origin: String, Sendable {
        case given = "given folder"
        case cache
        case package = "system package"
    }

    let url: URL
    let origin: Origin

    /// The files that are there under one of their standard names.
    var files: [DataFile: URL] {
        var found: [DataFile: URL] = [:]
        for file in DataFile.allCases {
            found[file] =
                file.spellings
                .map { url.appending(path: $0, directoryHint: .notDirectory) }
                .first { FileManager.default.fileExists(atPath: $0.path) }
        }
        return found
    }

    /// The four files, or nil where none is there; throws `DatasetError` where some are missing.
    func wholeSet() throws -> [DataFile: URL]? {
        let found = files
        guard !found.isEmpty else { return nil }
        if let missing = DataFile.allCases.first(where: { found[$0] == nil }) {
            throw DatasetError(
                .missingInput, url.path,
                "\(missing.rawValue) is missing, with or without .gz, though other files of the data "
                    + "set are there",
                remedy: "add it, or take the others away")
        }
        return found
    }

    /// The files of a set of the user's own: the standard names after any prefix, with `test` for
    /// `t10k` too, labels for both parts or for none. Throws `DatasetError`.
    func ownSet() throws -> [DataFile: URL] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
        } catch {
            throw DatasetError(
                .missingInput, url.path, "the folder cannot be listed",
                remedy: "check that it is a folder and that it may be read")
        }
        var found: [DataFile: URL] = [:]
        var first: (prefix: String, name: String)?
        for file in DataFile.allCases {
            guard let match = try ownFile(file, among: names) else { continue }
            found[file] = url.appending(path: match.name, directoryHint: .notDirectory)
            if let first, first.prefix != match.prefix {
                throw DatasetError(
                    .badData, url.path,
                    "\(first.name) and \(match.name) begin differently, so they belong to "
                        + "different data sets",
                    remedy: "give each data set a folder of its own")
            }
            first = first ?? match
        }
        for file in [DataFile.trainImages, .testImages] where found[file] == nil {
            throw DatasetError(
                .missingInput, url.path, "there is no file \(file.rawValue) or \(file.rawValue).gz",
                remedy:
                    "put the images to learn from and those to measure on there as IDX files of "
                    + "these names; a prefix is allowed")
        }
        if (found[.trainLabels] == nil) != (found[.testLabels] == nil) {
            let missing: DataFile = found[.trainLabels] == nil ? .trainLabels : .testLabels
            throw DatasetError(
                .missingInput, url.path,
                "there is no file \(missing.rawValue), but the other part has labels",
                remedy: "add it, or take the labels of the other part away")
        }
        return found
    }

    private func ownFile(_ file: DataFile, among names: [String]) throws -> (
        prefix: String, name: String
    )? {
        let other = file.rawValue.replacing("t10k", with: "test")
        let stems = Set([file.rawValue, other]).sorted(by: >)
        let endings = stems.flatMap { stem in
            [stem, stem.replacing("-idx", with: ".idx")].flatMap { [$0, $0 + ".gz"] }
        }
        // A prefix may hold several spellings of one file; several prefixes are several data sets.
        var matches: [(prefix: String, name: String)] = []
        for ending in endings {
            for name in names where name.hasSuffix(ending) {
                let prefix = String(name.dropLast(ending.count))
                if !matches.contains(where: { $0.prefix == prefix }) {
                    matches.append((prefix, name))
                }
            }
        }
        if matches.count > 1 {
            throw DatasetError(
                .badData, url.path,
                "both \(matches[0].name) and \(matches[1].name) could be \(file.rawValue)",
                remedy: "give each data set a folder of its own")
        }
        return matches.first
    }
}
