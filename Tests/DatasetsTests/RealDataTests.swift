import Foundation
import Testing

@testable import Datasets

/// Facts about the real files, where they are.
@Suite struct RealDataTests {
    static let folder = ProcessInfo.processInfo.environment["VAE_REPORT_TEST_DATA"] ?? ""
    static let hasMNIST = DatasetLocator.isFolder(URL(filePath: folder).appending(path: "mnist"))
    static let hasFashion = DatasetLocator.isFolder(
        URL(filePath: "/usr/share/datasets/fashion-mnist"))

    private func locator() -> DatasetLocator {
        DatasetLocator(
            dataDirectory: Self.hasMNIST ? URL(filePath: Self.folder) : nil, environment: [:],
            allowsDownload: false, report: { _ in })
    }

    private func counts(_ labels: [UInt8]?) -> [Int] {
        (labels ?? []).reduce(into: [Int](repeating: 0, count: 10)) { $0[Int($1)] += 1 }
    }

    @Test(.enabled(if: hasMNIST, "VAE_REPORT_TEST_DATA names no folder with mnist/"))
    func mnistIsWhatTheLiteratureSays() throws {
        let set = try locator().load(nil)
        #expect(set.name == "mnist")
        #expect(set.origin == "given folder")
        #expect(set.train.shape == ImageShape(height: 28, width: 28))
        #expect(
            counts(set.train.labels)
                == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
        #expect(
            counts(set.test.labels) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
        #expect(Array((set.train.labels ?? []).prefix(5)) == [5, 0, 4, 1, 9])
        // The mean that every tutorial normalises by.
        let mean = Double(set.train.pixels.reduce(0) { $0 + Int($1) }) / 47_040_000 / 255
        #expect(abs(mean - 0.1307) < 0.0001)
        let split = try DataSplit(set.train, trainImages: 10_000)
        #expect(split.training.count == 9_167)
        #expect(split.validation.count == 833)
        #expect(Set(counts(split.training.labels)).isSubset(of: [916, 917]))
        #expect(Set(counts(split.validation.labels)).isSubset(of: [83, 84]))
        let status = try locator().verify("mnist")
        #expect(status.isSound)
        #expect(status.files.map(\.count) == [60_000, 60_000, 10_000, 10_000])
    }

    @Test(.enabled(if: hasFashion, "the package dataset-fashion-mnist is not installed"))
    func fashionMNISTIsBalanced() throws {
        let set = try locator().load("fashion-mnist")
        #expect(set.origin == "system package")
        #expect(counts(set.train.labels) == [Int](repeating: 6_000, count: 10))
        #expect(counts(set.test.labels) == [Int](repeating: 1_000, count: 10))
    }
}
