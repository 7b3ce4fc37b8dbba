import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import Datasets

/// A machine of its own: folders for data, cache and packages, and what the locator said.
final class Machine: Sendable {
    let folder: TemporaryFolder
    let small: SmallCatalogue
    let said = Mutex([String]())
    let downloader: Downloader

    init(mirrors: [URL] = [], idleTimeout: Double = 5, totalTimeout: Double = 10) throws {
        folder = try TemporaryFolder()
        small = SmallCatalogue(mirrors: mirrors)
        downloader = Downloader(
            idleTimeout: idleTimeout, totalTimeout: totalTimeout, allowsLoopback: true)
        try FileManager.default.createDirectory(at: given, withIntermediateDirectories: true)
    }

    var given: URL { folder.url.appending(path: "given", directoryHint: .isDirectory) }
    var cache: URL { folder.url.appending(path: "cache/vae-report", directoryHint: .isDirectory) }
    var system: URL { folder.url.appending(path: "system", directoryHint: .isDirectory) }

    func locator(
        dataDirectory: URL? = nil, environment: [String: String] = [:], download: Bool = false
    ) -> DatasetLocator {
        let base = ["XDG_CACHE_HOME": folder.url.appending(path: "cache").path]
        return DatasetLocator(
            dataDirectory: dataDirectory, environment: base.merging(environment) { $1 },
            allowsDownload: download, system: system, catalogue: small.entries,
            downloader: downloader, report: { line in self.said.withLock { $0.append(line) } })
    }

    func refusal(_ body: () throws -> Void) throws -> DatasetError {
        try #require(throws: DatasetError.self, performing: body)
    }
}

@Suite struct LocatorTests {
    let machine: Machine
    init() throws { machine = try Machine() }

    /// The sets of every place differ, so what is loaded tells where it came from.
    @Test func looksInTheAgreedOrder() throws {
        let files = machine.small.files
        let places: [(URL, String)] = [
            (machine.given.appending(path: "mnist"), "given folder"),
            (machine.given, "given folder"),
            (machine.cache.appending(path: "mnist"), "cache"),
            (machine.system.appending(path: "mnist"), "system package"),
        ]
        for (place, _) in places { try SmallCatalogue.write(files, to: place) }
        let locator = machine.locator(dataDirectory: machine.given)
        for (place, origin) in places {
            #expect(try locator.load("mnist").origin == origin)
            #expect(try locator.verify("mnist").folder.map { URL(filePath: $0).path } == place.path)
            for file in DataFile.allCases {
                try FileManager.default.removeItem(at: place.appending(path: file.rawValue))
            }
        }
        #expect(try machine.refusal { _ = try locator.load("mnist") }.status == .unavailable)
    }

    @Test func theVariableCountsWhereTheOptionIsMissing() throws {
        try SmallCatalogue.write(machine.small.files, to: machine.given.appending(path: "mnist"))
        let locator = machine.locator(environment: ["VAE_REPORT_DATA": machine.given.path])
        #expect(try locator.load("mnist").origin == "given folder")
        let empty = machine.folder.url.appending(path: "empty", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        let both = machine.locator(
            dataDirectory: empty, environment: ["VAE_REPORT_DATA": machine.given.path])
        #expect(throws: DatasetError.self) { try both.load("mnist") }
    }

    @Test func theHomeFolderHoldsTheCacheWhereXDGNamesNone() throws {
        let home = machine.folder.url.appending(path: "home")
        let cache = home.appending(path: ".cache/vae-report/mnist")
        try SmallCatalogue.write(machine.small.files, to: cache)
        for value in ["", "relative"] {
            let locator = machine.locator(
                environment: ["XDG_CACHE_HOME": value, "HOME": home.path])
            #expect(try locator.load("mnist").origin == "cache")
        }
    }

    @Test(arguments: [false, true], [false, true])
    func acceptsAllSpellings(packed: Bool, dotted: Bool) throws {
        try SmallCatalogue.write(machine.small.files, to: machine.given, packed: packed) { file in
            dotted ? file.rawValue.replacing("-idx", with: ".idx") : file.rawValue
        }
        let set = try machine.locator(dataDirectory: machine.given).load("mnist")
        #expect(set.name == "mnist")
        #expect(set.title == "MNIST")
        #expect(set.train.count == 4)
        #expect(set.test.labels == [2, 0])
        #expect(set.substitution == nil)
        // The digest is that of the unpacked file.
        #expect(set.fingerprint.count == 4)
        let digest = machine.small.entries[0].digests[.trainImages]
        #expect(set.fingerprint["train-images-idx3-ubyte"] == digest)
    }

    @Test func aMissingFolderIsToldWithItsOption() throws {
        let nowhere = machine.folder.url.appending(path: "nowhere")
        let byOption = try machine.refusal {
            _ = try machine.locator(dataDirectory: nowhere).load(nil)
        }
        #expect(byOption.status == .missingInput)
        #expect(byOption.place == "--data-dir \(nowhere.path)")
        let byVariable = try machine.refusal {
            let environment = ["VAE_REPORT_DATA": nowhere.path]
            _ = try machine.locator(environment: environment).load("mnist")
        }
        #expect(byVariable.place?.hasPrefix("VAE_REPORT_DATA ") == true)
    }

    @Test func aSetInPartsIsAnError() throws {
        var files = machine.small.files
        files[.testLabels] = nil
        try SmallCatalogue.write(files, to: machine.given)
        let error = try machine.refusal {
            _ = try machine.locator(dataDirectory: machine.given).load(nil)
        }
        #expect(error.status == .missingInput)
        #expect(error.problem.contains("t10k-labels-idx1-ubyte is missing"))
    }

    @Test func anotherSetsFileIsToldWithBothDigests() throws {
        var files = machine.small.files
        files[.testImages] = machine.small.others[.testImages]
        try SmallCatalogue.write(files, to: machine.given)
        let error = try machine.refusal {
            _ = try machine.locator(dataDirectory: machine.given).load("mnist")
        }
        #expect(error.status == .badData)
        #expect(error.place == machine.given.appending(path: "t10k-images-idx3-ubyte").path)
        for entry in machine.small.entries.prefix(2) {
            #expect(error.problem.contains(try #require(entry.digests[.testImages])))
        }
        #expect(
            error.remedy
                == "this is Fashion-MNIST's t10k-images-idx3-ubyte: use --dataset fashion-mnist")
    }

    /// Corrupt data is never passed over, though the default could be replaced.
    @Test(arguments: ["given", "cache/vae-report/mnist", "system/mnist"])
    func aBrokenDefaultIsAnError(place: String) throws {
        var files = machine.small.files
        files[.trainImages]?[20] ^= 1
        try SmallCatalogue.write(files, to: machine.folder.url.appending(path: place))
        try SmallCatalogue.write(
            machine.small.others, to: machine.system.appending(path: "fashion-mnist"))
        let error = try machine.refusal {
            _ = try machine.locator(dataDirectory: machine.given).load(nil)
        }
        #expect(error.status == .badData)
        #expect(error.subject?.hasSuffix("train-images-idx3-ubyte") == true)
    }

    @Test func theDefaultIsReplacedByThePackageThenByGlyphs() throws {
        let glyphs = try machine.locator().load(nil)
        #expect(glyphs.name == "glyphs")
        #expect(glyphs.origin == "drawn")
        #expect(glyphs.train.count == 40)
        #expect(
            glyphs.substitution
                == "MNIST was not found on this machine and downloads are switched off, "
                + "Fashion-MNIST is not installed, so digits drawn by the program stand in for it.")
        #expect(machine.said.withLock { $0.count } == 1)
        try SmallCatalogue.write(
            machine.small.others, to: machine.system.appending(path: "fashion-mnist"))
        let package = try machine.locator().load(nil)
        #expect(package.name == "fashion-mnist")
        #expect(package.origin == "system package")
        #expect(
            package.substitution
                == "MNIST was not found on this machine and downloads are switched off, "
                + "so Fashion-MNIST from the system package stands in for it.")
    }

    @Test func aNamedSetIsNeverReplaced() throws {
        try SmallCatalogue.write(
            machine.small.others, to: machine.system.appending(path: "fashion-mnist"))
        let error = try machine.refusal { _ = try machine.locator().load("mnist") }
        #expect(error.status == .unavailable)
        #expect(error.remedy?.contains("--data-dir") == true)
        #expect(machine.said.withLock { $0.isEmpty })
    }

    @Test func drawnDigitsHaveAFingerprint() throws {
        let first = try machine.locator().load("glyphs")
        #expect(first.substitution == nil)
        #expect(first.fingerprint == (try machine.locator().load("glyphs").fingerprint))
        #expect(Set(first.fingerprint.keys) == Set(DataFile.allCases.map(\.rawValue)))
    }

    @Test(arguments: ["kmnist", "", "no/such/folder"]) func unknownNamesAreTold(name: String) throws
    {
        let error = try machine.refusal { _ = try machine.locator().load(name) }
        #expect(error.status == (name.contains("/") ? .missingInput : .usage))
        #expect(error.place == "--dataset \(name)")
        #expect(error.remedy?.contains("mnist, fashion-mnist, glyphs") == true)
    }
}
