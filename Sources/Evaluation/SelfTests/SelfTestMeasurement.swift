import Compute
import Datasets
import Foundation
import Models
import Studies

/// Measures the metrics themselves: on copies, blurred and scrambled images, and a model that was cut.
struct SelfTestMeasurement {
    /// Real images and samples of each subject, at most.
    static let most = 2_000
    /// Subsets of the kernel distance.
    static let subsets = 10

    let context: EvaluationContext
    /// Of at most `most` images.
    let reference: GenerationReference

    /// The model that is cut: the first seed of the largest size.
    static func task(of plan: StudyPlan) -> StudyTask? {
        plan.tasks.last { $0.seed == plan.seeds.first }
    }

    /// Throws `StudyError`, `StorageError`, `ModelError`, `ComputeError`, and what `report` throws,
    /// which is told after every subject.
    func record(_ task: StudyTask, report: () throws -> Void) throws -> SelfTestRecord {
        let model = try context.study.model(of: task)
        let cut = activeUnits(model)
        var entries: [SelfTestRecord.Entry] = []
        for subject in SelfTestRecord.Subject.allCases {
            entries.append(try entry(subject, model, cut: cut, seed: task.seed))
            try report()
        }
        return SelfTestRecord(
            definitions: MetricDefinitions.selfTests,
            entries: SelfTestExpectations(
                entries: entries, count: reference.images.count, cutUnits: cut.count
            ).judged, count: reference.images.count,
            judgeHash: reference.judge.hash, latentSize: task.latentSize, seed: task.seed,
            modelHash: try context.study.record(of: task).modelHash ?? "",
            cutUnits: cut.count)
    }

    /// The last half of the dimensions that the encoder uses.
    private func activeUnits(_ model: VAE) -> [Int] {
        let heldOut = reference.images.heldOut
        let units = ActiveUnits(model.encode(heldOut.tensor(0..<heldOut.count)).mean)
        let active = units.variance.indices.filter { units.variance[$0] > ActiveUnits.threshold }
        return Array(active.suffix((active.count + 1) / 2))
    }

    /// Images as [n, pixels], their group where they have one, and what they were made from.
    private struct Material {
        var images: Tensor
        var group: [Int]?
        /// As many images, from which these were made one by one.
        var made: (from: ImageSet, images: Tensor)?
    }

    private func entry(
        _ subject: SelfTestRecord.Subject, _ model: VAE, cut: [Int], seed: UInt64
    ) throws -> SelfTestRecord.Entry {
        let reader = try reference.judge.reader()
        let material = material(subject, model, cut: cut, seed: seed)
        var measurement = SampleMeasurement(reference, reader)
        measurement.add(material.images)
        let quality = try measurement.quality(group: material.group)
        var entry = SelfTestRecord.Entry(
            subject: subject, frechetDistance: quality.frechetDistance.value,
            kernelDistance: quality.kernelDistance.value,
            frechetError: quality.frechetDistance.standardError,
            kernelError: quality.kernelDistance.standardError, precision: quality.precision.value,
            recall: quality.recall.value, density: quality.density.value,
            coverage: quality.coverage.value, memorisation: quality.memorisation.value,
            isMemorised: quality.isMemorised)
        if let made = material.made {
            let originals = made.from.tensor(0..<made.from.count)
            let similarity = StructuralSimilarity(shape: made.from.shape)
            func mean(_ values: [Double]) -> Double { RunEvaluation.Estimate(values).mean }
            entry.mse = mean(SquaredError.perImage(originals, made.images))
            entry.ssim = mean(similarity.perImage(originals, made.images))
            entry.accuracy = mean(
                Recognition.hits(
                    reader.read(made.images), made.from, 0..<made.from.count))
        }
        return entry
    }

    private func material(
        _ subject: SelfTestRecord.Subject, _ model: VAE, cut: [Int], seed: UInt64
    ) -> Material {
        let images = reference.images
        func derived(_ spoil: (Tensor) -> Tensor) -> Material {
            let spoilt = spoil(images.heldOut.tensor(0..<images.heldOut.count))
            return Material(
                images: spoilt, group: images.heldOutGroup, made: (images.heldOut, spoilt))
        }
        switch subject {
        case .heldOut: return derived { $0 }
        case .blurred: return derived { $0.blurred(images.heldOut.shape) }
        case .permuted: return derived { $0.permuted() }
        case .testCopies:
            return Material(
                images: images.reference.tensor(0..<images.count), group: images.group)
        case .trainingCopies:
            let count = reference.training.shape[0]
            return Material(
                images: reference.training.selecting((0..<images.count).map { $0 % count }))
        case .oneImage:
            return Material(
                images: images.reference.tensor(0..<images.count).selecting(
                    [Int](repeating: 0, count: images.count)))
        case .model, .cutModel:
            return generated(model, cut: subject == .cutModel ? cut : [], seed: seed)
        }
    }

    /// Samples of the prior and reconstructions of held-out images.
    private func generated(_ model: VAE, cut: [Int], seed: UInt64) -> Material {
        let heldOut = reference.images.heldOut
        let sampling = context.sampling(model, seed: seed)
        func decoded(_ latents: Tensor) -> Tensor {
            sampling.images(model.decodeMeans(latents.zeroing(columns: cut)), from: 0)
        }
        let means = model.encode(heldOut.tensor(0..<heldOut.count)).mean
        return Material(
            images: decoded(sampling.priorLatents(reference.images.count)),
            made: (heldOut, decoded(means)))
    }
}
