public import Datasets
public import Foundation
import Models
import Storage
public import Studies

/// Writes what metrics are computed from as NumPy arrays, so that other programs can check them.
///
/// 32-bit floats where nothing else is said, rows in the order of the data set's files:
/// - `test-images`, `training-images` [n, height · width] on 0…1 as the models see them, `test-labels`;
/// - `pca-DDD` [n, height · width]: the test images through D principal components;
/// - for each run, below its own folder, `noise` (standard normal), `mean`, `log-variance`,
///   `latents` (mean + exp(log-variance / 2) · noise) [n, latentSize], `logits` (the decoder at
///   `latents`), `reconstruction` (the decoder's mean at the posterior mean) [n, height · width], a
///   number an image [n]: `per-image-reconstruction`, `per-image-kl` (nats), `per-image-mse`,
///   `per-image-ssim`; `training-means` (64-bit) and `training-labels` of the training images that the
///   mixture is fitted to and the probe votes with; and of black and white images
///   `likelihood-indices` [i], `-noise` [i, K, latentSize] and `-log-weights` [i, K] (64-bit) of the
///   first images that the likelihood is estimated on;
/// - where generation is measured, for the samples of each run (`prior`, `mixture`), its reconstructions
///   (`recognised`), held-out images and samples of the linear model of each size: `…-features`
///   [n, features], 64-bit and scaled as they are used, `…-logits` [n, classes], and `…-images`, the
///   first 500; below `generation` the `reference` images with the same, the jackknife's `…-groups` [n],
///   the kernel distance's `…-subsets` [subset, row], and the images of `memorisation`.
///
/// Labels, indices, groups and subsets are 64-bit integers. The judge and the mixtures are in the
/// study's folder. `manifest.json` names all arrays and is written last.
public struct ArrayExport: Sendable {
    private let study: Study
    private let data: DataSet
    private let split: DataSplit
    private let folder: URL

    /// - Parameters:
    ///   - data: the data set that the study was trained on.
    ///   - split: its training file, divided as the study divides it.
    ///   - folder: made where it is missing; files of the same names are replaced, others stay.
    public init(study: Study, data: DataSet, split: DataSplit, folder: URL) {
        self.study = study
        self.data = data
        self.split = split
        self.folder = folder
    }

    /// Writes everything, one subject after the other; the study must be measured. Throws as
    /// `StudyEvaluator.run`, and as `StudyResults.load` where it is not measured; where `stop` answers
    /// yes, `EvaluationError.stopped`, and there is no manifest then.
    public func run(
        stop: () -> Bool = { false }, report: (EvaluationEvent) -> Void
    ) throws {
        try study.check(data, split)
        let tasks = study.plan.tasks
        report(.planned(pending: [.baseline] + tasks.map { .run($0) }, unchanged: []))
        // A manifest of an earlier export would vouch for arrays that are being replaced.
        let manifest = folder.appending(path: "manifest.json")
        try DurableFile.remove(manifest)
        let context = EvaluationContext(study: study, data: data, split: split)
        let arrays = ArrayFolder(url: folder)
        var files = [
            "test_images": try arrays.write(context.test.tensor, "test-images"),
            "training_images": try arrays.write(context.training.tensor, "training-images"),
        ]
        if let labels = context.test.labels {
            files["test_labels"] = try arrays.write(labels.map(Int.init), "test-labels")
        }
        func tell(_ subject: EvaluationSubject, _ done: Int, _ total: Int) throws {
            report(.progress(subject, done: done, total: total))
            if stop() { throw EvaluationError.stopped }
        }
        let generation = try generation(context, arrays)
        let measurement = try BaselineMeasurement(context)
        var done = 0
        func step() throws {
            done += 1
            try tell(.baseline, done, measurement.steps(hasReference: generation != nil))
        }
        try step()
        let pca = try reconstructions(measurement, arrays, report: step)
        let lines = try generation?.lines(measurement, report: step)
        report(.finished(.baseline))
        let runs = try tasks.map { task in
            let run = try RunExport(
                context: context, task: task, generation: generation, folder: arrays
            ).run { try tell(.run(task), $0, data.test.count) }
            report(.finished(.run(task)))
            return run
        }
        let plan = study.plan
        let record = ArrayManifest(
            study: study.description.name, planHash: study.planHash, fingerprint: plan.fingerprint,
            definitions: MetricDefinitions.run, model: ArrayManifest.Model(plan),
            testImages: data.test.count, trainingImages: split.training.count, files: files,
            pca: pca, generation: lines, runs: runs)
        try DurableFile.write(try RecordCoding.encode(record), to: manifest)
    }

    /// Nil where generation is not measured.
    private func generation(
        _ context: EvaluationContext, _ arrays: ArrayFolder
    ) throws -> GenerationExport? {
        guard let recipe = context.recipe else { return nil }
        guard let record = try StudyMeasurements(study).judge() else {
            throw EvaluationError.notEvaluated(
                study: study.description.name, record: "judge.json")
        }
        let judge = try JudgeTraining(study: study, recipe: recipe).load(record)
        return GenerationExport(
            reference: try context.reference(judge), reader: try judge.reader(), folder: arrays)
    }

    private func reconstructions(
        _ measurement: BaselineMeasurement, _ arrays: ArrayFolder, report: () throws -> Void
    ) throws -> [String: String] {
        guard let components = measurement.components else { return [:] }
        let test = measurement.context.test
        var files: [String: String] = [:]
        for size in study.plan.latentSizes {
            let images = components.reconstruct(test, 0..<test.count, components: size)
            files[String(size)] = try arrays.write(images, "pca-" + Self.padded(size))
            try report()
        }
        return files
    }

    /// A latent size with zeros before it, so that names are in the order of sizes.
    static func padded(_ size: Int) -> String {
        let digits = String(size)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}

extension ArrayManifest.Model {
    init(_ plan: StudyPlan) {
        self.init(
            height: plan.image.height, width: plan.image.width, channels: plan.channels,
            kernelSize: plan.kernelSize, hiddenWidths: plan.hiddenWidths,
            activation: plan.activation.rawValue, likelihood: plan.likelihood.rawValue,
            pixels: plan.pixels.rawValue)
    }
}
