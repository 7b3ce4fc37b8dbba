import Diagnostics
import Foundation

/// The opened files of a data set.
struct FileSet: Sendable {
    /// The files' content.
    private(set) var files: [DataFile: IDX] = [:]

    /// Reads files; throws `DatasetError`.
    init(_ urls: [DataFile: URL]) throws {
        for file in DataFile.allCases {
            guard let url = urls[file] else { continue }
            files[file] = try IDX(file.content, contentsOf: url)
        }
    }

    /// Files that were read already.
    init(_ files: [DataFile: IDX]) { self.files = files }

    /// SHA-256 of each unpacked file, by its standard name.
    var fingerprint: [String: String] {
        Dictionary(uniqueKeysWithValues: files.map { ($0.key.rawValue, $0.value.digest) })
    }

    /// The known data set in these files, checked against its digests. Throws `DatasetError`.
    func dataSet(
        of entry: CatalogueEntry, in catalogue: [CatalogueEntry], origin: String
    ) throws -> DataSet {
        for file in DataFile.allCases {
            guard let content = files[file] else { continue }
            try Self.check(content, is: file, of: entry, in: catalogue)
        }
        return try dataSet(
            name: entry.name, title: entry.title, credit: entry.credit, origin: origin)
    }

    /// The user's own data set in these files. Throws `DatasetError`.
    func ownDataSet(named name: String) throws -> DataSet {
        for file in [DataFile.trainImages, .testImages] {
            guard let images = files[file] else { continue }
            let shape = images.header.shape
            guard shape.height == shape.width else {
                throw DatasetError(
                    .badData, images.name, offset: 8,
                    "the images have \(shape.height) rows and \(shape.width) columns, "
                        + "but only square images can be used",
                    remedy: "cut or pad them to squares")
            }
        }
        let set = try dataSet(
            name: name, title: name, credit: "Files of the folder \(name), given by the user",
            origin: DataFolder.Origin.given.rawValue)
        guard set.train.shape == set.test.shape else {
            let test = files[.testImages]
            throw DatasetError(
                .badData, test?.name, offset: 8,
                "images of \(set.test.shape.height) x \(set.test.shape.width) pixels to measure on "
                    + "do not fit those of \(set.train.shape.height) x \(set.train.shape.width) to "
                    + "learn from",
                remedy: "put the two parts of one data set together")
        }
        if let greatest = set.train.labels?.max() {
            try files[.testLabels]?.checkLabels(upTo: greatest)
        }
        return set
    }

    private func dataSet(
        name: String, title: String, credit: String, origin: String
    ) throws -> DataSet {
        guard let train = files[.trainImages], let test = files[.testImages] else {
            throw DatasetError(
                .missingInput, name, "images are missing", remedy: "put all four files there")
        }
        return DataSet(
            name: name, title: title,
            train: try IDX.imageSet(images: train, labels: files[.trainLabels]),
            test: try IDX.imageSet(images: test, labels: files[.testLabels]),
            fingerprint: fingerprint, origin: origin, credit: credit)
    }

    /// Throws `DatasetError` with both digests where a file is not the one it should be.
    static func check(
        _ content: IDX, is file: DataFile, of entry: CatalogueEntry,
        in catalogue: [CatalogueEntry]
    ) throws {
        guard let expected = entry.digests[file] else { return }
        let digest = content.digest
        guard digest != expected else { return }
        let other = catalogue.lazy.compactMap { other in
            other.file(withDigest: digest).map { (other, $0) }
        }.first
        let remedy =
            other.map { "this is \($0.0.title)'s \($0.1.rawValue): use --dataset \($0.0.name)" }
            ?? "replace it by a whole copy, or use --dataset DIR for data of your own"
        throw DatasetError(
            .badData, content.name,
            "this is not \(entry.title)'s \(file.rawValue): the SHA-256 of its unpacked content is "
                + "\(digest), but must be \(expected)",
            remedy: remedy)
    }
}
