import Diagnostics
import Foundation
import Testing

@testable import Datasets

@Suite struct OwnFolderTests {
    let machine: Machine
    let folder: URL
    init() throws {
        machine = try Machine()
        folder = machine.folder.url.appending(path: "my letters", directoryHint: .isDirectory)
    }

    private func load() throws -> DataSet { try machine.locator().load(folder.path) }

    @Test func readsStandardNames() throws {
        try SmallCatalogue.write(SmallCatalogue.files(shade: 50), to: folder, packed: true)
        let set = try load()
        #expect(set.name == "my letters")
        #expect(set.origin == "given folder")
        #expect(set.train.labels == [1, 0, 1, 2])
        #expect(set.fingerprint.count == 4)
    }

    @Test func readsPrefixedNames() throws {
        try SmallCatalogue.write(SmallCatalogue.files(shade: 50), to: folder) { file in
            "emnist-letters-" + file.rawValue.replacing("t10k", with: "test")
        }
        #expect(try load().test.count == 2)
        let status = try machine.locator().verify(folder.path)
        #expect(status.isSound)
        #expect(status.files.count == 4)
        #expect(status.files[0].expectedDigest == nil)
    }

    @Test func labelsMayBeMissing() throws {
        var files = SmallCatalogue.files(shade: 50)
        files[.trainLabels] = nil
        try SmallCatalogue.write(files, to: folder)
        let half = try machine.refusal { _ = try load() }
        #expect(half.problem.contains("no file train-labels-idx1-ubyte"))
        try FileManager.default.removeItem(at: folder.appending(path: "t10k-labels-idx1-ubyte"))
        let set = try load()
        #expect(set.train.labels == nil)
        #expect(set.fingerprint.count == 2)
    }

    @Test func severalSetsInAFolderAreAmbiguous() throws {
        for prefix in ["emnist-digits-", "emnist-letters-"] {
            try SmallCatalogue.write(SmallCatalogue.files(shade: 50), to: folder) {
                prefix + $0.rawValue
            }
        }
        let error = try machine.refusal { _ = try load() }
        #expect(error.problem.contains("emnist-digits-train-images-idx3-ubyte"))
        #expect(error.problem.contains("emnist-letters-train-images-idx3-ubyte"))
    }

    @Test func partsOfSeveralSetsAreNotMixed() throws {
        try SmallCatalogue.write(SmallCatalogue.files(shade: 50), to: folder) { file in
            (file.rawValue.hasPrefix("train") ? "letters-" : "digits-") + file.rawValue
        }
        let error = try machine.refusal { _ = try load() }
        #expect(error.problem.contains("different data sets"))
    }

    @Test func plainIsTakenBeforePacked() throws {
        try SmallCatalogue.write(SmallCatalogue.files(shade: 50), to: folder)
        try SmallCatalogue.write(SmallCatalogue.files(shade: 60), to: folder, packed: true)
        #expect(try load().train.pixels.first == 50)
    }

    @Test func imagesMustBeSquareAndAlike() throws {
        try SmallCatalogue.write(SmallCatalogue.files(shade: 50, width: 3), to: folder)
        let oblong = try machine.refusal { _ = try load() }
        #expect(oblong.problem.contains("2 rows and 3 columns"))
        #expect(oblong.offset == 8)
        let pixels = [UInt8](repeating: 1, count: 9)
        let large = ImageSet(shape: ImageShape(height: 3, width: 3), pixels: pixels, labels: nil)
        var files = SmallCatalogue.files(shade: 50)
        files[.testImages] = IDX.encodeImages(large)
        files[.testLabels] = IDX.encodeLabels([0])
        try SmallCatalogue.write(files, to: folder)
        #expect(
            try machine.refusal { _ = try load() }.problem.contains("3 x 3 pixels to measure on"))
    }

    @Test func testLabelsMustOccurInTraining() throws {
        let files = SmallCatalogue.files(shade: 50, labels: [0, 1, 1, 0])
        try SmallCatalogue.write(files, to: folder)
        let error = try machine.refusal { _ = try load() }
        #expect(error.problem == "label 2 is above 1, the greatest there can be")
        #expect(error.offset == 8)
    }

    @Test func anEmptyFolderIsTold() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let error = try machine.refusal { _ = try load() }
        #expect(error.status == .missingInput)
        #expect(error.problem.contains("no file train-images-idx3-ubyte"))
    }
}
