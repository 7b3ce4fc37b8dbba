import Diagnostics
import Foundation

extension DatasetLocator {
    /// Every known data set, the default first; every file that is there is read and checked.
    public func statuses() -> [DatasetStatus] {
        catalogue.map { status(of: $0) }
    }

    /// A known data set, or one in a folder of the user's: where it is, and whether its four files are
    /// what they should be. Throws `DatasetError` for a name that is neither.
    public func verify(_ name: String) throws -> DatasetStatus {
        if let entry = entry(named: name) { return status(of: entry) }
        let set = try load(name)
        let folder = URL(filePath: name, directoryHint: .isDirectory).standardizedFileURL
        let urls = try DataFolder(url: folder, origin: .given).ownSet()
        return DatasetStatus(
            name: set.name, title: set.title, credit: set.credit, origin: set.origin,
            folder: folder.path, trainImages: set.train.count, testImages: set.test.count,
            files: DataFile.allCases.compactMap { file in
                urls[file].map { status(of: file, at: $0, entry: nil) }
            }, problem: nil)
    }

    private func status(of entry: CatalogueEntry) -> DatasetStatus {
        var origin: String?
        var folder: String?
        var files: [DatasetStatus.File] = []
        var problem: String?
        if entry.isDrawn {
            origin = "drawn"
        } else {
            do {
                if let place = try found(entry) {
                    origin = place.folder.origin.rawValue
                    folder = place.folder.url.path
                    files = DataFile.allCases.compactMap { file in
                        place.files[file].map { status(of: file, at: $0, entry: entry) }
                    }
                }
            } catch {
                problem = Self.sentence(error)
            }
        }
        return DatasetStatus(
            name: entry.name, title: entry.title, credit: entry.credit, origin: origin,
            folder: folder, trainImages: entry.trainImages, testImages: entry.testImages,
            files: files, problem: problem)
    }

    private func status(
        of file: DataFile, at url: URL, entry: CatalogueEntry?
    ) -> DatasetStatus.File {
        var length: Int?
        var content: IDX?
        var problem: String?
        do {
            length = try ByteSource(contentsOf: url).length
            let read = try IDX(file.content, contentsOf: url)
            content = read
            if let entry { try FileSet.check(read, is: file, of: entry, in: catalogue) }
        } catch {
            problem = Self.sentence(error)
        }
        return DatasetStatus.File(
            file: file, path: url.path, bytes: length, expectedDigest: entry?.digests[file],
            digest: content?.digest, count: content?.header.count, problem: problem)
    }

    private static func sentence(_ error: any Error) -> String {
        (error as? any DiagnosedError)?.description ?? "\(error)"
    }
}
