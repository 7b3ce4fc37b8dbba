import Diagnostics
public import Foundation
import Storage

extension DatasetLocator {
    /// Puts a known data set into the user's cache and gives its folder there.
    ///
    /// Files that are there and sound stay; broken ones are replaced. Throws `DatasetError` (64 for a
    /// name that cannot be fetched, 69 where no mirror has it) and `StorageError` (73, 74).
    public func fetch(_ name: String) throws -> URL {
        guard let entry = entry(named: name), !entry.isDrawn else {
            let names = catalogue.filter { !$0.isDrawn }.map(\.name).joined(separator: ", ")
            throw DatasetError(
                .usage, name, "this data set cannot be fetched", remedy: "give one of: \(names)")
        }
        guard let cache else {
            throw DatasetError(
                .cannotCreate, "HOME", "the environment names no folder for the cache",
                remedy: "set HOME or XDG_CACHE_HOME")
        }
        let store = DataFolder(url: folder(entry.name, in: cache), origin: .cache)
        let present = store.files
        var broken = Set<String>()
        for file in DataFile.allCases {
            if let url = present[file] {
                do {
                    let content = try IDX(file.content, contentsOf: url)
                    try FileSet.check(content, is: file, of: entry, in: catalogue)
                    continue
                } catch let error as DatasetError where error.status == .badData {
                    report("\(error.description); fetching it again")
                }
            }
            let (_, bytes) = try download(file, of: entry, avoiding: &broken)
            try keep(bytes, as: file, in: store.url)
        }
        return store.url
    }

    /// A known set from its mirrors, kept in the cache where that can be.
    func downloaded(_ entry: CatalogueEntry) throws -> DataSet {
        guard allowsDownload else {
            throw nowhere(entry, "it is not on this machine and downloads are switched off")
        }
        let store = cache.map {
            DataFolder(url: folder(entry.name, in: $0), origin: .cache)
        }
        var files = try FileSet(store?.files ?? [:]).files
        for (file, content) in files {
            try FileSet.check(content, is: file, of: entry, in: catalogue)
        }
        var broken = Set<String>()
        for file in DataFile.allCases where files[file] == nil {
            let (content, bytes) = try download(file, of: entry, avoiding: &broken)
            files[file] = content
            guard let store else { continue }
            do {
                try keep(bytes, as: file, in: store.url)
            } catch let error as StorageError {
                report("\(file.rawValue) is used but not kept for the next time: \(error)")
            }
        }
        return try FileSet(files).dataSet(of: entry, in: catalogue, origin: "downloaded")
    }

    /// One file from the first mirror that has the right one: its content and its bytes as they came.
    ///
    /// - Parameter broken: mirrors that failed before and are not asked again.
    private func download(
        _ file: DataFile, of entry: CatalogueEntry, avoiding broken: inout Set<String>
    ) throws -> (content: IDX, bytes: Data) {
        var failures: [String] = []
        for mirror in entry.mirrors where !broken.contains(mirror.absoluteString) {
            let url = mirror.appending(
                path: file.rawValue + ".gz", directoryHint: .notDirectory)
            report("downloading \(url.absoluteString)")
            do {
                let bytes = try downloader.content(of: url, limit: entry.lengthLimit(of: file))
                let content = try IDX(file.content, bytes, name: url.absoluteString)
                try FileSet.check(content, is: file, of: entry, in: catalogue)
                return (content, bytes)
            } catch let error as DatasetError {
                failures.append("\(url.absoluteString): \(error.problem)")
                broken.insert(mirror.absoluteString)
            }
        }
        let reasons = failures.isEmpty ? "" : " (\(failures.joined(separator: "; ")))"
        throw nowhere(
            entry, "\(file.rawValue) could not be downloaded from any mirror" + reasons)
    }

    /// Some servers unpack files on the way, so the name follows the content.
    private func keep(_ bytes: Data, as file: DataFile, in folder: URL) throws {
        let isPacked = bytes.starts(with: [0x1f, 0x8b])
        // A broken file under another spelling would be found first.
        for spelling in file.spellings {
            try DurableFile.remove(folder.appending(path: spelling))
        }
        let name = file.rawValue + (isPacked ? ".gz" : "")
        try DurableFile.write(bytes, to: folder.appending(path: name))
    }

    private func nowhere(_ entry: CatalogueEntry, _ problem: String) -> DatasetError {
        let package = entry.package.map { ", or install the package \($0)" } ?? ""
        return DatasetError(
            .unavailable, entry.title, problem,
            remedy: "put its four files into DIR/\(entry.name) and give --data-dir DIR, or run "
                + "`vae-report data fetch \(entry.name)` where there is a network\(package)")
    }
}

extension CatalogueEntry {
    /// The greatest length of a file that comes from a mirror: packed files are shorter than this,
    /// unpacked ones as long.
    fileprivate func lengthLimit(of file: DataFile) -> Int {
        let isTrain = file == .trainImages || file == .trainLabels
        let count = isTrain ? trainImages : testImages
        return file.content.headerLength + count * (file.content == .images ? 28 * 28 : 1) + 1 << 16
    }
}
