public import Foundation

/// A data set that is known by name.
public struct CatalogueEntry: Sendable {
    /// As `--dataset` takes it.
    public let name: String
    /// For people.
    public let title: String
    /// Who made it and under which licence, one line.
    public let credit: String
    /// SHA-256 of each unpacked file, so that a file packed anew is the same; empty for drawn images.
    public let digests: [DataFile: String]
    /// Images to learn from.
    public let trainImages: Int
    /// Images to measure on.
    public let testImages: Int
    /// Folders on public servers that hold the four files, packed; tried in turn.
    public let mirrors: [URL]
    /// The Debian package that brings the files, if there is one.
    public let package: String?

    /// Whether its images are drawn on demand, so that there are no files.
    public var isDrawn: Bool { digests.isEmpty }

    /// Whose digest this is.
    func file(withDigest digest: String) -> DataFile? {
        DataFile.allCases.first { digests[$0] == digest }
    }
}

/// The data sets that are known by name.
public enum Catalogue {
    /// Every set, the default first.
    public static let entries = [mnist, fashionMNIST, glyphs]

    /// The set of this name.
    public static func entry(named name: String) -> CatalogueEntry? {
        entries.first { $0.name == name }
    }

    /// Handwritten digits; the default.
    public static let mnist = CatalogueEntry(
        name: "mnist", title: "MNIST",
        credit: "MNIST by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0",
        digests: [
            .trainImages: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            .trainLabels: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            .testImages: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            .testLabels: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        ],
        trainImages: 60_000, testImages: 10_000,
        mirrors: addresses(
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/"),
        package: nil)

    /// Articles of clothing.
    public static let fashionMNIST = CatalogueEntry(
        name: "fashion-mnist", title: "Fashion-MNIST",
        credit: "Fashion-MNIST by Zalando SE, MIT licence",
        digests: [
            .trainImages: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            .trainLabels: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            .testImages: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            .testLabels: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        ],
        trainImages: 60_000, testImages: 10_000,
        mirrors: addresses(
            "https://fashion-mnist.s3.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
        package: "dataset-fashion-mnist")

    /// Digits that `Glyphs` draws.
    public static let glyphs = CatalogueEntry(
        name: "glyphs", title: "Drawn glyphs", credit: "Digits drawn by vae-report itself",
        digests: [:], trainImages: 12_000, testImages: 2_000, mirrors: [], package: nil)

    private static func addresses(_ texts: String...) -> [URL] {
        texts.compactMap { URL(string: $0) }
    }
}
