import Diagnostics
import Foundation
import Storage
import Synchronization
import Testing

@testable import Datasets

@Suite(.serialized) struct DownloadTests {
    let server: LocalServer
    let machine: Machine

    init() throws {
        server = try LocalServer()
        machine = try Machine(
            mirrors: [try server.url("first/"), try server.url("second/")], idleTimeout: 1,
            totalTimeout: 2)
    }

    private func serve(_ folder: String, packed: Bool = true) throws {
        for (file, data) in machine.small.files {
            let bytes = packed ? try IDXCorpus.gzip(data) : data
            server.answer("\(folder)/\(file.rawValue).gz", .content(bytes))
        }
    }

    private func cached() throws -> [String] {
        let folder = machine.cache.appending(path: "mnist")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func downloadsOnceThenTakesTheCache() throws {
        try serve("first")
        let locator = machine.locator(download: true)
        let set = try locator.load(nil)
        #expect(set.name == "mnist")
        #expect(set.origin == "downloaded")
        #expect(set.substitution == nil)
        #expect(try cached() == DataFile.allCases.map { $0.rawValue + ".gz" }.sorted())
        let again = try locator.load(nil)
        #expect(again.origin == "cache")
        #expect(again.train == set.train)
        #expect(server.requests.count == 4)
        #expect(machine.said.withLock { $0.count } == 4)
    }

    @Test func contentUnpackedOnTheWayIsKeptUnderItsRightName() throws {
        try serve("first", packed: false)
        #expect(try machine.locator(download: true).load("mnist").train.count == 4)
        #expect(try cached() == DataFile.allCases.map(\.rawValue).sorted())
    }

    static let faults: [(String, LocalServer.Answer, String)] = [
        ("missing", .status(404), "status 404"),
        ("defect", .status(500), "status 500"),
        ("foreign scheme", .redirect(to: "ftp://127.0.0.1/file"), "HTTPS"),
        ("plain HTTP", .redirect(to: "http://localhost:1/file"), "HTTPS"),
        ("local file", .redirect(to: "file:///etc/passwd"), "HTTPS"),
        ("page", .content(Data("<html>Sign in to this network</html>".utf8)), "0x3c68746d"),
        ("other file", .content(Data(IDXCorpus.images)), "SHA-256"),
        ("cut off", .cutOff(Data(IDXCorpus.images)), "partial"),
        ("endless", .endless, "more than"),
        ("silent", .silence, "too long"),
        ("slow", .drip, "too long"),
    ]

    @Test(arguments: faults)
    func aBadMirrorIsLeftForTheNext(
        name: String, answer: LocalServer.Answer, reason: String
    ) throws {
        try serve("second")
        server.answer("first/train-images-idx3-ubyte.gz", answer)
        #expect(try machine.locator(download: true).load("mnist").train.count == 4)
        // It is not asked again for the other files, and for the rest of this one only where it sent some.
        let asked = server.requests.filter { $0.hasPrefix("/first/") }.count
        #expect(asked == (name == "cut off" ? 2 : 1))
    }

    @Test(arguments: faults)
    func withoutAnotherMirrorNothingIsWritten(
        name: String, answer: LocalServer.Answer, reason: String
    ) throws {
        server.answer("first/train-images-idx3-ubyte.gz", answer)
        let start = ContinuousClock.now
        let error = try machine.refusal {
            _ = try machine.locator(download: true).load("mnist")
        }
        #expect(error.status == .unavailable)
        #expect(error.problem.contains(reason), "\(error.problem)")
        #expect(error.problem.contains("first/train-images"))
        #expect(error.problem.contains("second/train-images"))
        #expect(try cached() == [])
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func aServerThatIsNotThereIsToldAndTheDefaultReplaced() throws {
        let lone = try Machine(
            mirrors: [try #require(URL(string: "http://127.0.0.1:1/"))], idleTimeout: 1)
        let set = try lone.locator(download: true).load(nil)
        #expect(set.name == "glyphs")
        #expect(set.substitution?.contains("could not be downloaded") == true)
        #expect(throws: DatasetError.self) { try lone.locator(download: true).load("mnist") }
    }

    @Test func redirectsWithinTheRuleAreFollowed() throws {
        try serve("other")
        for file in DataFile.allCases {
            let target = try server.url("other/\(file.rawValue).gz").absoluteString
            server.answer("first/\(file.rawValue).gz", .redirect(to: target))
        }
        #expect(try machine.locator(download: true).load("mnist").train.count == 4)
    }

    @Test func aDownloadThatStoppedGoesOn() throws {
        try serve("first")
        let folder = machine.cache.appending(path: "mnist")
        var files = machine.small.files
        files[.testImages] = nil
        try SmallCatalogue.write(files, to: folder)
        #expect(try machine.locator(download: true).load("mnist").train.count == 4)
        #expect(server.requests == ["/first/t10k-images-idx3-ubyte.gz"])
    }

    /// A connection that breaks again and again: the rest is asked for, and nothing twice.
    @Test func aBrokenTransferGoesOnWhereItBroke() throws {
        try serve("first")
        let file = DataFile.trainImages
        let packed = try IDXCorpus.gzip(try #require(machine.small.files[file]))
        let path = "first/\(file.rawValue).gz"
        server.answer(path, .breaking(packed, after: 10))
        #expect(try machine.locator(download: true).load("mnist").origin == "downloaded")
        let asked = server.requests.filter { $0 == "/\(path)" }.count
        #expect(asked == (packed.count + 9) / 10)
        let kept = machine.cache.appending(path: "mnist/\(file.rawValue).gz")
        #expect(try Data(contentsOf: kept) == packed)
    }

    /// Where a server sends all anew, what it sent before does not count.
    @Test func aServerWithoutRangesIsLeftForTheNext() throws {
        try serve("second")
        let file = DataFile.trainImages
        let packed = try IDXCorpus.gzip(try #require(machine.small.files[file]))
        server.answer("first/\(file.rawValue).gz", .breakingAnew(packed, after: 10))
        #expect(try machine.locator(download: true).load("mnist").train.count == 4)
        #expect(server.requests.filter { $0.hasPrefix("/first/") }.count == 2)
    }

    @Test func fetchMendsTheCache() throws {
        try serve("first")
        var files = machine.small.files
        files[.trainImages]?[20] ^= 1
        try SmallCatalogue.write(files, to: machine.cache.appending(path: "mnist"))
        let locator = machine.locator(download: true)
        #expect(throws: DatasetError.self) { try locator.load("mnist") }
        #expect(try locator.fetch("mnist").path == machine.cache.appending(path: "mnist").path)
        #expect(server.requests == ["/first/train-images-idx3-ubyte.gz"])
        #expect(try locator.load("mnist").origin == "cache")
        #expect(try locator.verify("mnist").isSound)
    }

    @Test func fetchNeedsANameAndAFolder() throws {
        let drawn = try machine.refusal { _ = try machine.locator().fetch("glyphs") }
        #expect(drawn.status == .usage)
        let homeless = DatasetLocator(
            dataDirectory: nil, environment: [:], allowsDownload: true, report: { _ in })
        #expect(try machine.refusal { _ = try homeless.fetch("mnist") }.status == .cannotCreate)
    }

    @Test func aCacheThatCannotBeWrittenDoesNotStopALoad() throws {
        try serve("first")
        try Data().write(to: machine.folder.url.appending(path: "cache"))
        let locator = machine.locator(download: true)
        #expect(try locator.load("mnist").origin == "downloaded")
        #expect(machine.said.withLock { $0.contains { $0.contains("not kept for the next time") } })
        #expect(throws: StorageError.self) { try locator.fetch("mnist") }
    }

    @Test func onlyHTTPSIsFetched() throws {
        let strict = Downloader()
        #expect(throws: DatasetError.self) {
            try strict.content(of: try server.url("first/x"), limit: 100)
        }
        #expect(server.requests == [])
        #expect(Catalogue.entries.flatMap(\.mirrors).allSatisfy { $0.scheme == "https" })
        #expect(Catalogue.mnist.mirrors.count == 2)
        #expect(Catalogue.fashionMNIST.mirrors.count == 2)
    }
}
