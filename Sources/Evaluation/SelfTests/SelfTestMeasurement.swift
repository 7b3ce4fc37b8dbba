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
        var entries: [SelfTestRecord.Entry] = []
        for subject in SelfTestRecord.Subject.allCases {
            entries.append(try entry(subject, model, seed: task.seed))
            try report()
        }
        return SelfTestRecord(
            definitions: MetricDefinitions.baseline,
            entries: SelfTestExpectations(entries: entries).judged, count: reference.images.count,
            judgeHash: reference.judge.hash, latentSize: task.latentSize, seed: task.seed,
            modelHash: try context.study.record(of: task).modelHash ?? "")
    }

    /// Images as [n, pixels], their group where they have one, and what they were made from.
    private struct Material {
        var images: Tensor
        var group: [Int]?
        /// As many images, from which these were made one by one.
        var made: (from: ImageSet, images: Tensor)?
    }

    private func entry(
        _ subject: SelfTestRecord.Subject, _ model: VAE, seed: UInt64
    ) throws -> SelfTestRecord.Entry {
        let reader = try reference.judge.reader()
        let material = material(subject, model, seed: seed)
        var measurement = SampleMeasurement(reference, reader)
        measurement.add(material.images)
        let quality = try measurement.quality(group: material.group)
        var entry = SelfTestRecord.Entry(
            subject: subject, frechetDistance: quality.frechetDistance.value,
            kernelDistance: quality.kernelDistance.value, precision: quality.precision.value,
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
        _ subject: SelfTestRecord.Subject, _ model: VAE, seed: UInt64
    ) -> Material {
        let images = reference.images
        let heldOut = images.heldOut.tensor(0..<images.heldOut.count)
        func derived(_ tensor: Tensor) -> Material {
            Material(
                images: tensor, group: images.heldOutGroup, made: (images.heldOut, tensor))
        }
        switch subject {
        case .heldOut: return derived(heldOut)
        case .blurred: return derived(heldOut.blurred(images.heldOut.shape))
        case .permuted: return derived(heldOut.permuted())
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
            return generated(model, seed: seed, isCut: subject == .cutModel)
        }
    }

    /// Samples of the prior and reconstructions of held-out images.
    private func generated(_ model: VAE, seed: UInt64, isCut: Bool) -> Material {
        let heldOut = reference.images.heldOut
        let sampling = context.sampling(model, seed: seed)
        let kept = isCut ? model.configuration.latentSize / 2 : model.configuration.latentSize
        func decoded(_ latents: Tensor) -> Tensor {
            sampling.images(model.decodeMeans(latents.keeping(columns: kept)), from: 0)
        }
        let means = model.encode(heldOut.tensor(0..<heldOut.count)).mean
        return Material(
            images: decoded(sampling.priorLatents(reference.images.count)),
            made: (heldOut, decoded(means)))
    }
}
