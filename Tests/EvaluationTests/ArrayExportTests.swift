import Datasets
import Diagnostics
import Foundation
import Models
import Storage
import Testing

@testable import Evaluation

@Suite struct ArrayExportTests {
    @Test func writesWhatTheManifestNames() async throws {
        let tiny = try await TinyStudy(pixels: .dynamic)
        try await tiny.evaluate()
        let folder = tiny.folder.appending(path: "arrays")
        let log = EventLog()
        try ArrayExport(study: tiny.study, data: tiny.data, split: tiny.split, folder: folder)
            .run { log.add($0) }
        #expect(log.finished.count == 3 && log.isComplete)
        let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
        let manifest = try JSONDecoder().decode(Manifest.self, from: data)
        #expect(manifest.testImages == 530)
        #expect(manifest.model.pixels == .dynamic && manifest.model.likelihood == .bernoulli)
        func shape(_ path: String?) throws -> String { try header(folder, path) }
        let images = "<f4 530 192"
        #expect(try shape(manifest.files["test_images"]) == images)
        #expect(try shape(manifest.files["training_images"]) == "<f4 110 192")
        #expect(try shape(manifest.files["test_labels"]) == "<i8 530")
        #expect(manifest.pca.keys.sorted() == ["2", "5"])
        for path in manifest.pca.values { #expect(try shape(path) == images) }
        // Samples are compared with one half of the test images.
        let generation = try #require(manifest.generation)
        #expect(generation.linear.keys.sorted() == ["2", "32", "5"])
        #expect(generation.files.count == 14)
        #expect(try shape(generation.files["reference_features"]) == "<f8 250 64")
        #expect(try shape(generation.files["sample_subsets"]) == "<i8 100 250")
        #expect(manifest.runs.map(\.latentSize) == [2, 5])
        for run in manifest.runs {
            let size = run.latentSize
            #expect(run.files.count == 18)
            for key in ["noise", "mean", "log_variance", "latents"] {
                #expect(try shape(run.files[key]) == "<f4 530 \(size)")
            }
            for key in ["logits", "reconstruction"] {
                #expect(try shape(run.files[key]) == images)
            }
            #expect(try shape(run.files["per_image_ssim"]) == "<f4 530")
            #expect(try shape(run.files["training_means"]) == "<f8 110 \(size)")
            #expect(try shape(run.files["recognised_logits"]) == "<f4 530 3")
            #expect(try shape(run.files["likelihood_noise"]) == "<f4 20 12 \(size)")
            #expect(try shape(run.files["likelihood_log_weights"]) == "<f8 20 12")
            for kind in ["prior", "mixture"] {
                #expect(try shape(run.samples[kind]?["features"]) == "<f8 250 64")
                #expect(try shape(run.samples[kind]?["images"]) == "<f4 250 192")
            }
            let noise = try Data(
                contentsOf: folder.appending(path: try #require(run.files["noise"])))
            let drawn = TestNoise(seed: run.seed, latentSize: size).rows(0..<530)
            #expect(noise == NumpyArray.encode(drawn))
        }
        try tiny.remove()
    }

    @Test func needsAMeasuredStudy() async throws {
        let tiny = try await TinyStudy()
        let export = ArrayExport(
            study: tiny.study, data: tiny.data, split: tiny.split,
            folder: tiny.folder.appending(path: "arrays"))
        let error = #expect(throws: EvaluationError.self) { try export.run { _ in } }
        #expect(error?.status == .missingInput)
        try tiny.remove()
    }

    @Test func leavesNoManifestWhenStopped() async throws {
        let tiny = try await TinyStudy()
        try await tiny.evaluate()
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
        struct Model: Decodable {
            let likelihood: Likelihood, pixels: Pixels
        }
        struct Generation: Decodable {
            let files: [String: String]
            let linear: [String: [String: String]]
        }
        struct Run: Decodable {
            let latentSize: Int
            let seed: UInt64
            let files: [String: String]
            let samples: [String: [String: String]]
        }
        let testImages: Int
        let model: Model
        let files: [String: String]
        let pca: [String: String]
        let generation: Generation?
        let runs: [Run]
    }

    /// Type and shape of a `.npy` file, as `<f4 3 5`; the data must be as long as they say.
    private func header(_ folder: URL, _ path: String?) throws -> String {
        let data = try Data(contentsOf: folder.appending(path: try #require(path)))
        let length = Int(data[8]) | Int(data[9]) << 8
        let text = String(decoding: data[10..<10 + length], as: UTF8.self)
        let match = try #require(
            text.firstMatch(of: /'descr': '(<[fi]([48]))'.*'shape': \(([0-9, ]*)\)/))
        let axes = match.3.split(separator: ",").compactMap {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        #expect(data.count - 10 - length == axes.reduce(Int(match.2) ?? 0, *))
        return ([String(match.1)] + axes.map(String.init)).joined(separator: " ")
    }
}
