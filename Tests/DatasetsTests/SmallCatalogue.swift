import Foundation
import Storage

@testable import Datasets

/// Two known data sets of a few small images, and the real drawn one made short.
struct SmallCatalogue {
    let files: [DataFile: Data]
    let others: [DataFile: Data]
    let entries: [CatalogueEntry]

    init(mirrors: [URL] = []) {
        files = Self.files(shade: 10)
        others = Self.files(shade: 90)
        let drawn = Catalogue.glyphs
        entries = [
            Self.entry("mnist", "MNIST", files, mirrors, package: nil),
            Self.entry(
                "fashion-mnist", "Fashion-MNIST", others, [], package: "dataset-fashion-mnist"),
            CatalogueEntry(
                name: drawn.name, title: drawn.title, credit: drawn.credit, digests: [:],
                trainImages: 40, testImages: 20, mirrors: [], package: nil),
        ]
    }

    /// Four images to learn from and two to measure on, 2 x 2 pixels.
    static func files(shade: UInt8, width: Int = 2, labels: [UInt8] = [1, 0, 1, 2]) -> [DataFile:
        Data]
    {
        func images(_ count: Int, _ shade: UInt8) -> Data {
            let pixels = (0..<count * 2 * width).map { shade + UInt8($0 % 100) }
            let shape = ImageShape(height: 2, width: width)
            return IDX.encodeImages(ImageSet(shape: shape, pixels: pixels, labels: nil))
        }
        return [
            .trainImages: images(4, shade), .trainLabels: IDX.encodeLabels(labels),
            .testImages: images(2, shade + 1), .testLabels: IDX.encodeLabels([2, shade % 2]),
        ]
    }

    private static func entry(
        _ name: String, _ title: String, _ files: [DataFile: Data], _ mirrors: [URL],
        package: String?
    ) -> CatalogueEntry {
        CatalogueEntry(
            name: name, title: title, credit: "Somebody",
            digests: files.mapValues { Digest.sha256($0) }, trainImages: 4, testImages: 2,
            mirrors: mirrors, package: package)
    }

    /// Writes files into a folder, packed where wished.
    static func write(
        _ files: [DataFile: Data], to folder: URL, packed: Bool = false,
        name: (DataFile) -> String = { $0.rawValue }
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (file, data) in files {
            let bytes = packed ? try IDXCorpus.gzip(data) : data
            try bytes.write(to: folder.appending(path: name(file) + (packed ? ".gz" : "")))
        }
    }
}
