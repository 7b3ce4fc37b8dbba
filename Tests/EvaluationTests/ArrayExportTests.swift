import Datasets
import Foundation
import Storage
import Testing

@testable import Evaluation

@Suite struct ArrayExportTests {
    @Test func writesWhatTheManifestNames() async throws {
        let tiny = try await TinyStudy()
        let folder = tiny.folder.appending(path: "arrays")
        let log = EventLog()
        try ArrayExport(study: tiny.study, data: tiny.data, split: tiny.split, folder: folder)
            .run { log.add($0) }
        #expect(log.finished.count == 3)
        let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
        let manifest = try JSONDecoder().decode(Manifest.self, from: data)
        #expect(manifest.testImages == 530)
        #expect(manifest.pca.keys.sorted() == ["2", "5"])
        #expect(manifest.runs.map(\.latentSize) == [2, 5])
        let images = 530 * 12 * 16
        #expect(try floats(folder, manifest.files["test_images"]) == images)
        #expect(
            try floats(folder, manifest.files["training_images"])
                == tiny.split.training.count * 12 * 16)
        for path in manifest.pca.values { #expect(try floats(folder, path) == images) }
        for run in manifest.runs {
            #expect(run.files.count == 10)
            for (key, path) in run.files {
                let expected =
                    key == "logits" || key == "reconstruction"
                    ? images : key.hasPrefix("per_image") ? 530 : 530 * run.latentSize
                #expect(try floats(folder, path) == expected, "\(key)")
            }
            let noise = try Data(
                contentsOf: folder.appending(path: try #require(run.files["noise"])))
            let drawn = TestNoise(seed: run.seed, latentSize: run.latentSize).rows(0..<530)
            #expect(noise == NumpyArray.encode(drawn))
        }
        try tiny.remove()
    }

    @Test func leavesNoManifestWhenStopped() async throws {
        let tiny = try await TinyStudy()
        let folder = tiny.folder.appending(path: "arrays")
        let export = ArrayExport(
            study: tiny.study, data: tiny.data, split: tiny.split, folder: folder)
        try export.run { _ in }
        #expect(throws: EvaluationError.self) { try export.run(stop: { true }, report: { _ in }) }
        let manifest = folder.appending(path: "manifest.json")
        #expect(!FileManager.default.fileExists(atPath: manifest.path()))
        try tiny.remove()
    }

    private struct Manifest: Decodable {
        struct Run: Decodable {
            let latentSize: Int
            let seed: UInt64
            let files: [String: String]
        }
        let testImages: Int
        let files: [String: String]
        let pca: [String: String]
        let runs: [Run]
    }

    /// Floats in a `.npy` file: what its header does not take.
    private func floats(_ folder: URL, _ path: String?) throws -> Int {
        let data = try Data(contentsOf: folder.appending(path: try #require(path)))
        let header = Int(data[8]) | Int(data[9]) << 8
        return (data.count - 10 - header) / 4
    }
}
