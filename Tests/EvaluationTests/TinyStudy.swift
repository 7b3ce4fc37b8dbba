import Compute
import Datasets
import Foundation
import Models
import Storage
import Studies
import Training

@testable import Evaluation

/// A study of small random images that trains in a fraction of a second.
struct TinyStudy {
    let data: DataSet
    let split: DataSplit
    let study: Study
    let folder: URL

    static func images(_ count: Int, stream: UInt64) -> ImageSet {
        let shape = ImageShape(height: 12, width: 16)
        var generator = Philox(seed: 9, purpose: .examples, stream: stream)
        var pixels: [UInt8] = []
        var labels: [UInt8] = []
        for _ in 0..<count {
            // A bright block somewhere, so that there is something to learn.
            let left = generator.below(8)
            let top = generator.below(8)
            labels.append(UInt8(left / 3))
            for y in 0..<shape.height {
                for x in 0..<shape.width {
                    let inside = (left..<left + 6).contains(x) && (top..<top + 4).contains(y)
                    pixels.append(UInt8(inside ? 155 + generator.below(101) : generator.below(30)))
                }
            }
        }
        return ImageSet(shape: shape, pixels: pixels, labels: labels)
    }

    /// Two sizes, one seed; by default test images that fill one block and a part of another. `labels`
    /// gives images other labels than where their block is.
    init(
        training trains: Bool = true, pixels: Pixels = .grey, test testCount: Int = 530,
        labels: (ImageSet) -> [UInt8]? = \.labels
    ) async throws {
        func labelled(_ images: ImageSet) -> ImageSet {
            ImageSet(shape: images.shape, pixels: images.pixels, labels: labels(images))
        }
        let train = labelled(Self.images(120, stream: 0))
        let test = labelled(Self.images(testCount, stream: 1))
        data = DataSet(
            name: "blocks", title: "Blocks", train: train, test: test,
            fingerprint: ["train-images-idx3-ubyte": "a", "t10k-images-idx3-ubyte": "b"],
            origin: "drawn", credit: "none")
        split = try DataSplit(train, trainImages: nil)
        folder = FileManager.default.temporaryDirectory
            .appending(path: "vae-report-evaluation-\(UUID().uuidString)")
        let plan = StudyPlan(
            dataset: data.name, fingerprint: data.fingerprint, image: train.shape,
            trainImages: nil, latentSizes: [2, 5], seeds: [1], channels: [3, 4],
            hiddenWidths: [12],
            training: TrainingConfiguration(
                epochs: 2, batchSize: 16, warmUpSteps: 2, pixels: pixels))
        let description = StudyDescription(
            name: "tiny", title: "Tiny", dataTitle: data.title,
            dataCredit: data.credit, dataSubstitution: nil, trainingImages: split.training.count,
            validationImages: split.validation.count, testImages: test.count,
            command: "vae-report build",
            evaluation: EvaluationSettings(likelihoodSamples: 12, likelihoodImages: 30))
        study = try StudyStore(runs: folder).create(
            plan: plan, description: description, examples: test.selecting(Array(0..<10)))
        guard trains else { return }
        try await Sweep(study: study, images: StudyImages(data, split, plan: plan))
            .run(tasks: plan.tasks, jobs: 2, stop: { false }, report: { _ in })
    }

    /// Measures what is not measured; gives what that was.
    @discardableResult
    func evaluate(jobs: Int = 2) async throws -> EventLog {
        let log = EventLog()
        try await StudyEvaluator(study: study, data: data, split: split)
            .run(jobs: jobs) { log.add($0) }
        return log
    }

    var context: EvaluationContext { EvaluationContext(study: study, data: data, split: split) }

    func remove() throws {
        try FileManager.default.removeItem(at: folder)
    }

    func data(_ path: String) throws -> Data {
        try Data(contentsOf: study.folder.appending(path: path))
    }
}
