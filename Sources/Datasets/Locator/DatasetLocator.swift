import Diagnostics
public import Foundation

/// Finds data sets: in a folder of the user's, in the cache, in the system's package, on mirrors.
public struct DatasetLocator: Sendable {
    /// What is said while something takes long or something else than asked for is taken.
    let report: @Sendable (String) -> Void
    let allowsDownload: Bool
    /// The folder of `--data-dir` or `VAE_REPORT_DATA`, and which of the two named it.
    let given: (url: URL, option: String)?
    /// `vae-report` in the user's cache folder; nil where the environment names none.
    let cache: URL?
    /// Where packages put data sets.
    let system: URL
    let catalogue: [CatalogueEntry]
    let downloader: Downloader

    /// A locator for one invocation of the program.
    ///
    /// - Parameters:
    ///   - dataDirectory: `--data-dir`; without it `VAE_REPORT_DATA` counts.
    ///   - environment: the process's; `VAE_REPORT_DATA`, `XDG_CACHE_HOME` and `HOME` are looked at.
    ///   - allowsDownload: whether mirrors are asked.
    ///   - report: told one line for each download and for a replaced default.
    public init(
        dataDirectory: URL?, environment: [String: String], allowsDownload: Bool = true,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.init(
            dataDirectory: dataDirectory, environment: environment, allowsDownload: allowsDownload,
            system: URL(filePath: "/usr/share/datasets", directoryHint: .isDirectory),
            catalogue: Catalogue.entries, downloader: Downloader(), report: report)
    }

    init(
        dataDirectory: URL?, environment: [String: String], allowsDownload: Bool, system: URL,
        catalogue: [CatalogueEntry], downloader: Downloader,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.report = report
        self.allowsDownload = allowsDownload
        self.system = system
        self.catalogue = catalogue
        self.downloader = downloader
        if let dataDirectory {
            given = (dataDirectory, "--data-dir")
        } else if let path = environment["VAE_REPORT_DATA"], !path.isEmpty {
            given = (URL(filePath: path, directoryHint: .isDirectory), "VAE_REPORT_DATA")
        } else {
            given = nil
        }
        cache = Self.cacheFolder(environment)
    }

    /// The data set of this name or in this folder; nil for MNIST, or what can stand in for it.
    ///
    /// A set that was named is never replaced, and neither is a broken file ever passed over. Throws
    /// `DatasetError`: 64 for a name there is not, 65 for a broken file, 66 for missing files, 69 where
    /// a known set is nowhere to be had.
    public func load(_ name: String?) throws -> DataSet {
        guard let name else { return try loadDefault() }
        guard let entry = entry(named: name) else { return try loadOwn(name) }
        return entry.isDrawn ? try drawn(entry) : try known(entry)
    }

    func entry(named name: String) -> CatalogueEntry? {
        catalogue.first { $0.name == name }
    }

    // MARK: - Known sets

    /// A known set from the first place that has it.
    private func known(_ entry: CatalogueEntry) throws -> DataSet {
        if let (folder, files) = try found(entry) {
            return try FileSet(files).dataSet(
                of: entry, in: catalogue, origin: folder.origin.rawValue)
        }
        return try downloaded(entry)
    }

    /// The first place that has the whole set, and its files. Throws `DatasetError` where the folder
    /// given is not there or a place other than the cache has a part of the set only.
    func found(
        _ entry: CatalogueEntry
    ) throws -> (folder: DataFolder, files: [DataFile: URL])? {
        if let given, !Self.isFolder(given.url) {
            throw DatasetError(
                .missingInput, "\(given.option) \(given.url.relativePath)",
                "there is no such folder", remedy: "give the folder that holds the data")
        }
        for folder in places(of: entry) {
            // A download that was cut off leaves a part of the set in the cache; it goes on there.
            if folder.origin == .cache, folder.files.count < DataFile.allCases.count { continue }
            if let files = try folder.wholeSet() { return (folder, files) }
        }
        return nil
    }

    /// Where a set may be on this machine, in the order of looking.
    private func places(of entry: CatalogueEntry) -> [DataFolder] {
        var places: [DataFolder] = []
        if let given {
            places.append(DataFolder(url: folder(entry.name, in: given.url), origin: .given))
            places.append(DataFolder(url: given.url, origin: .given))
        }
        if let cache {
            places.append(DataFolder(url: folder(entry.name, in: cache), origin: .cache))
        }
        return places + [packageFolder(of: entry)]
    }

    func packageFolder(of entry: CatalogueEntry) -> DataFolder {
        DataFolder(url: folder(entry.name, in: system), origin: .package)
    }

    func folder(_ name: String, in parent: URL) -> URL {
        parent.appending(path: name, directoryHint: .isDirectory)
    }

    func drawn(_ entry: CatalogueEntry) throws -> DataSet {
        let glyphs = Glyphs()
        let train = try glyphs.images(.train, count: entry.trainImages)
        let test = try glyphs.images(.test, count: entry.testImages)
        return DataSet(
            name: entry.name, title: entry.title, train: train, test: test,
            fingerprint: try Self.fingerprint(train: train, test: test), origin: "drawn",
            credit: entry.credit)
    }

    // MARK: - Folders

    private func loadOwn(_ name: String) throws -> DataSet {
        let folder = URL(filePath: name, directoryHint: .isDirectory).standardizedFileURL
        guard !name.isEmpty, Self.isFolder(folder) else {
            let names = catalogue.map(\.name).joined(separator: ", ")
            throw DatasetError(
                name.contains("/") ? .missingInput : .usage, "--dataset \(name)",
                "this is neither a known data set nor a folder",
                remedy: "give \(names), or a folder that holds IDX files of your own")
        }
        let files = try DataFolder(url: folder, origin: .given).ownSet()
        return try FileSet(files).ownDataSet(named: folder.lastPathComponent)
    }

    static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// XDG Base Directory Specification: a relative path is not one.
    private static func cacheFolder(_ environment: [String: String]) -> URL? {
        let base: URL
        if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
            base = URL(filePath: path, directoryHint: .isDirectory)
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            base = URL(filePath: home, directoryHint: .isDirectory)
                .appending(path: ".cache", directoryHint: .isDirectory)
        } else {
            return nil
        }
        return base.appending(path: "vae-report", directoryHint: .isDirectory)
    }

    private static func fingerprint(train: ImageSet, test: ImageSet) throws -> [String: String] {
        let parts: [(DataFile, Data)] = [
            (.trainImages, IDX.encodeImages(train)),
            (.trainLabels, IDX.encodeLabels(train.labels ?? [])),
            (.testImages, IDX.encodeImages(test)),
            (.testLabels, IDX.encodeLabels(test.labels ?? [])),
        ]
        let files = try parts.map { file, bytes in
            (file, try IDX(file.content, bytes, name: file.rawValue))
        }
        return FileSet(Dictionary(uniqueKeysWithValues: files)).fingerprint
    }
}
