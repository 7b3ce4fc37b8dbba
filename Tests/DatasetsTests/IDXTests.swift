import Diagnostics
import Foundation
import Testing

@testable import Datasets

@Suite struct IDXTests {
    struct Fault: CustomTestStringConvertible, Sendable {
        let name: String
        let content: IDXHeader.Content
        let bytes: [UInt8]
        let offset: Int?
        let problem: String
        var testDescription: String { name }

        init(
            _ name: String, of content: IDXHeader.Content = .images, _ bytes: [UInt8],
            at offset: Int?,
            _ problem: String
        ) {
            self.name = name
            self.content = content
            self.bytes = bytes
            self.offset = offset
            self.problem = problem
        }
    }

    @Test func readsImagesAndLabels() throws {
        let images = try IDX(.images, Data(IDXCorpus.images), name: "images")
        let labels = try IDX(.labels, Data(IDXCorpus.labels), name: "labels")
        let set = try IDX.imageSet(images: images, labels: labels)
        #expect(set.shape == ImageShape(height: 2, width: 2))
        #expect(set.count == 3)
        #expect(Array(set.image(1)) == [80, 100, 120, 140])
        #expect(set.labels == [7, 0, 9])
    }

    @Test func writesWhatItReads() throws {
        let images = try IDX(.images, Data(IDXCorpus.images), name: "images")
        let labels = try IDX(.labels, Data(IDXCorpus.labels), name: "labels")
        let set = try IDX.imageSet(images: images, labels: labels)
        #expect([UInt8](IDX.encodeImages(set)) == IDXCorpus.images)
        #expect([UInt8](IDX.encodeLabels([7, 0, 9])) == IDXCorpus.labels)
    }

    @Test func readsTheSameFromGzip() throws {
        let plain = try IDX(.images, Data(IDXCorpus.images), name: "images")
        let packed = try IDX(.images, IDXCorpus.gzip(IDXCorpus.images), name: "images")
        #expect(plain.bytes == packed.bytes)
    }

    static let faults = [
        Fault("empty", [], at: 0, "the file ends within its header of 16 bytes"),
        Fault("one byte", [0x1f], at: 1, "the file ends within its header of 16 bytes"),
        Fault(
            "cut header", Array(IDXCorpus.images.prefix(15)), at: 15,
            "the file ends within its header of 16 bytes"),
        Fault(
            "text", Array("<!DOCTYPE html>".utf8), at: 0,
            "the file begins with 0x3c21444f, an IDX file of images begins with 0x00000803"),
        Fault(
            "floats", IDXCorpus.images([0x0d], at: 2), at: 0,
            "the file begins with 0x00000d03, an IDX file of images begins with 0x00000803"),
        Fault(
            "labels for images", IDXCorpus.labels, at: 0,
            "the file holds labels where images are needed"),
        Fault(
            "images for labels", of: .labels, IDXCorpus.images, at: 0,
            "the file holds images where labels are needed"),
        Fault(
            "no images", IDXCorpus.images([0, 0, 0, 0], at: 4), at: 4, "the file holds no images"),
        Fault(
            "no labels", of: .labels, [0, 0, 8, 1, 0, 0, 0, 0], at: 4, "the file holds no labels"),
        Fault(
            "no rows", IDXCorpus.images([0, 0, 0, 0], at: 8), at: 8,
            "images of 0 x 2 pixels cannot be used: a side must have 1 to 4096"),
        Fault(
            "huge columns", IDXCorpus.images([255, 255, 255, 255], at: 12), at: 12,
            "images of 2 x 4294967295 pixels cannot be used: a side must have 1 to 4096"),
        Fault(
            "everything huge",
            IDXCorpus.images([255, 255, 255, 255, 0, 0, 16, 0, 0, 0, 16, 0], at: 4), at: 4,
            "the header promises 4294967295 images of 4096 x 4096, 72057594021150736 bytes, more "
                + "than the 2147483648 that can be read"),
        Fault(
            "one image more promised", IDXCorpus.images([4], at: 7), at: 28,
            "the header promises 4 images of 2 x 2, 32 bytes in all, but the file has 28"),
        Fault(
            "too short", Array(IDXCorpus.images.dropLast()), at: 27,
            "the header promises 3 images of 2 x 2, 28 bytes in all, but the file has 27"),
        Fault(
            "too long", IDXCorpus.images + [0], at: 28,
            "the header promises 3 images of 2 x 2, 28 bytes in all, but the file has 29"),
        Fault(
            "labels too short", of: .labels, Array(IDXCorpus.labels.dropLast()), at: 10,
            "the header promises 3 labels, 11 bytes in all, but the file has 10"),
    ]

    @Test(arguments: faults) func refuses(_ fault: Fault) throws {
        let error = try #require(throws: DatasetError.self) {
            try IDX(fault.content, Data(fault.bytes), name: "some-file")
        }
        #expect(error.problem == fault.problem)
        #expect(error.offset == fault.offset)
        #expect(error.place == "some-file, byte \(fault.offset ?? -1)")
        #expect(error.status == .badData)
        #expect(error.remedy != nil)
    }

    /// Cut anywhere, a file is refused, and never trapped on.
    @Test func refusesEveryTruncation() throws {
        for length in 0..<IDXCorpus.images.count {
            #expect(throws: DatasetError.self) {
                try IDX(.images, Data(IDXCorpus.images.prefix(length)), name: "cut")
            }
        }
    }

    /// Any change of a header byte is refused: each of them takes part in a check.
    @Test func refusesEveryChangedHeaderByte() throws {
        for offset in 0..<16 {
            for value in UInt8.min...UInt8.max where value != IDXCorpus.images[offset] {
                #expect(throws: DatasetError.self) {
                    try IDX(.images, Data(IDXCorpus.images([value], at: offset)), name: "changed")
                }
            }
        }
    }

    @Test func refusesLabelsOutOfRange() throws {
        let labels = try IDX(.labels, Data(IDXCorpus.labels), name: "labels")
        try labels.checkLabels(upTo: 9)
        let error = try #require(throws: DatasetError.self) { try labels.checkLabels(upTo: 8) }
        #expect(error.place == "labels, byte 10")
        #expect(error.problem == "label 9 is above 8, the greatest there can be")
    }

    @Test func refusesCountsThatDiffer() throws {
        let images = try IDX(.images, Data(IDXCorpus.images), name: "images")
        let labels = try IDX(.labels, IDX.encodeLabels([1, 2]), name: "labels")
        let error = try #require(throws: DatasetError.self) {
            try IDX.imageSet(images: images, labels: labels)
        }
        #expect(error.place == "labels, byte 4")
        #expect(error.problem == "2 labels do not belong to the 3 images of images")
    }

    @Test func namesMissingAndIrregularFiles() throws {
        let folder = try TemporaryFolder()
        let missing = try #require(throws: DatasetError.self) {
            try IDX(.images, contentsOf: folder.url.appending(path: "none"))
        }
        #expect(missing.status == .missingInput)
        #expect(missing.subject == folder.url.appending(path: "none").path)
        let irregular = try #require(throws: DatasetError.self) {
            try IDX(.images, contentsOf: folder.url)
        }
        #expect(irregular.problem == "this is not a regular file")
    }

    @Test func noticesFilesThatShrink() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "file")
        try Data(IDXCorpus.images).write(to: file)
        let source = try ByteSource(contentsOf: file)
        #expect(try source.next(4).count == 4)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 10)
        let error = try #require(throws: DatasetError.self) { try source.next(12) }
        #expect(error.problem == "the file became shorter while it was read")
        #expect(error.offset == 10)
        #expect(error.status == .inputOutput)
    }

    @Test func readsFilesThroughLinks() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "file")
        try Data(IDXCorpus.images).write(to: file)
        let link = folder.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        #expect(try IDX(.images, contentsOf: link).header.count == 3)
    }
}
