import Compute
import Datasets
import Models
import Storage
import Studies

/// Exports what one trained model's numbers are computed from.
struct RunExport {
    /// Images whose weights are exported, of those that the likelihood is estimated on.
    static let likelihoodImages = 20

    let context: EvaluationContext
    let task: StudyTask
    /// Nil where generation is not measured.
    let generation: GenerationExport?
    let folder: ArrayFolder

    /// `report` is told how many of the test images are through, and may throw to end it. Throws also
    /// `StudyError`, `StorageError` and `EvaluationError`.
    func run(report: (_ done: Int) throws -> Void) throws -> ArrayManifest.Run {
        let model = try context.study.model(of: task)
        var files = try testPass(model, report: report)
        let latents = TrainingLatents(context.training, model)
        files["training_means"] = try folder.write(latents.means, name("training_means"))
        if let labels = latents.labels {
            files["training_labels"] = try folder.write(
                labels.map(Int.init), name("training_labels"))
        }
        if let likelihood = LikelihoodMeasurement(context) {
            files.merge(try weights(model, likelihood)) { first, _ in first }
        }
        return ArrayManifest.Run(
            path: task.path, latentSize: task.latentSize, seed: task.seed,
            modelHash: try context.study.record(of: task).modelHash ?? "", files: files,
            samples: try generation.map { try samples(model, $0) } ?? [:])
    }

    /// All that the pass over the test images gives, and the judge's view of reconstructions.
    private func testPass(
        _ model: VAE, report: (Int) throws -> Void
    ) throws -> [String: String] {
        let test = context.test
        let pass = TestPass(
            model: model, images: test,
            noise: TestNoise(seed: task.seed, latentSize: task.latentSize))
        let sampling = context.sampling(model, seed: task.seed)
        var measurement = RunMeasurement(latentSize: task.latentSize, shape: test.shape)
        var recognised = generation.map { SampleMeasurement($0.reference, $0.reader) }
        var rows: [String: [Float]] = [:]
        try pass.run { block in
            measurement.add(block)
            recognised?.add(
                sampling.images(block.reconstruction, from: block.range.lowerBound))
            rows["noise", default: []] += block.noise.values
            rows["mean", default: []] += block.posterior.mean.values
            rows["log_variance", default: []] += block.posterior.logVariance.values
            rows["latents", default: []] += block.latents.values
            rows["logits", default: []] += block.logits.values
            rows["reconstruction", default: []] += block.reconstruction.values
            try report(block.range.upperBound)
        }
        var files: [String: String] = [:]
        for (key, values) in rows {
            let tensor = Tensor(shape: [test.count, values.count / test.count], values: values)
            files[key] = try folder.write(tensor, name(key))
        }
        let numbers = [
            "per_image_reconstruction": measurement.reconstruction,
            "per_image_kl": measurement.kl, "per_image_mse": measurement.mse,
            "per_image_ssim": measurement.ssim,
        ]
        for (key, values) in numbers {
            let tensor = Tensor(shape: [values.count], values: values.map { Float($0) })
            files[key] = try folder.write(tensor, name(key))
        }
        if let recognised {
            for (key, path) in try generation?.samples(recognised, name("recognised")) ?? [:] {
                files["recognised_" + key] = path
            }
        }
        return files
    }

    /// The samples of both kinds that the record was made from.
    private func samples(
        _ model: VAE, _ generation: GenerationExport
    ) throws -> [String: [String: String]] {
        let measurements = StudyMeasurements(context.study)
        let record = try measurements.evaluation(of: task, context.study.record(of: task))
        guard let fit = record.generation?.fit else { return [:] }
        let mixture = try MixtureFile(measurements.mixture(of: task)).read(hash: fit.hash)
        let sampling = context.sampling(model, seed: task.seed)
        let count = generation.reference.images.count
        let kinds = [
            "prior": sampling.priorLatents(count),
            "mixture": mixture.samples(count, seed: task.seed),
        ]
        return try kinds.reduce(into: [:]) { files, kind in
            files[kind.key] = try generation.samples(
                sampling.measurement(of: kind.value, generation.reference, generation.reader) {
                    _ in
                }, name(kind.key))
        }
    }

    /// The draws and weights of the first images of the likelihood.
    private func weights(
        _ model: VAE, _ likelihood: LikelihoodMeasurement
    ) throws -> [String: String] {
        let indices = Array(likelihood.indices.prefix(Self.likelihoodImages))
        let noise = indices.flatMap {
            likelihood.noise(image: $0, latentSize: task.latentSize, seed: task.seed).values
        }
        let weights = indices.flatMap { likelihood.weights(model, image: $0, seed: task.seed) }
        return [
            "likelihood_indices": try folder.write(indices, name("likelihood_indices")),
            "likelihood_noise": try folder.write(
                Tensor(
                    shape: [indices.count, likelihood.samples, task.latentSize], values: noise),
                name("likelihood_noise")),
            "likelihood_log_weights": try folder.write(
                FeatureMatrix(
                    count: indices.count, width: likelihood.samples, values: weights),
                name("likelihood_log_weights")),
        ]
    }

    private func name(_ key: String) -> String {
        task.path + "/" + key.replacing("_", with: "-")
    }
}
