import Compute
public import Datasets
public import Foundation
import Models
import Storage
public import Studies

/// Writes what metrics are computed from as NumPy arrays, so that other programs can check them.
///
/// All arrays are 32-bit floats, rows in the order of the data set's files:
/// - `test-images`, `training-images` [n, height · width] on 0…1;
/// - `pca-DDD` [n, height · width]: the test images through D principal components;
/// - and for each run, below its own folder, `noise` (standard normal), `mean`, `log-variance`,
///   `latents` (mean + exp(log-variance / 2) · noise) [n, latentSize], `logits` (the decoder at
///   `latents`), `reconstruction` (the decoder's mean at the posterior mean) [n, height · width],
///   and a number an image [n]: `per-image-reconstruction`, `per-image-kl` (nats), `per-image-mse`,
///   `per-image-ssim`.
///
/// `manifest.json` names them all and is written last.
public struct ArrayExport: Sendable {
    private let study: Study
    private let data: DataSet
    private let split: DataSplit
    private let images: StudyImages
    private let folder: URL

    /// - Parameters:
    ///   - data: the data set that the study was trained on.
    ///   - split: its training file, divided as the study divides it.
    ///   - folder: made where it is missing; files of the same names are replaced, others stay.
    public init(study: Study, data: DataSet, split: DataSplit, folder: URL) {
        self.study = study
        self.data = data
        self.split = split
        images = StudyImages(data, split, plan: study.plan)
        self.folder = folder
    }

    /// Writes everything, one subject after the other. Throws as `StudyEvaluator.run`; where `stop`
    /// answers yes, `EvaluationError.stopped`, and there is no manifest then.
    public func run(
        stop: () -> Bool = { false }, report: (EvaluationEvent) -> Void
    ) throws {
        try study.check(data, split)
        let tasks = study.plan.tasks
        report(.planned(pending: [.baseline] + tasks.map { .run($0) }, unchanged: []))
        // A manifest of an earlier export would vouch for arrays that are being replaced.
        try DurableFile.remove(manifestURL)
        let files = [
            "test_images": try write(images.test, "test-images"),
            "training_images": try write(images.training, "training-images"),
        ]
        let pca = try exportBaseline(stop: stop, report: report)
        let runs = try tasks.map { try export($0, stop: stop, report: report) }
        try writeManifest(files: files, pca: pca, runs: runs)
    }

    private var manifestURL: URL { folder.appending(path: "manifest.json") }

    private func exportBaseline(
        stop: () -> Bool, report: (EvaluationEvent) -> Void
    ) throws -> [String: String] {
        let measurement = try BaselineMeasurement(
            training: images.training, test: images.test, fingerprint: data.fingerprint)
        let sizes = study.plan.latentSizes
        var files: [String: String] = [:]
        if let components = measurement.components {
            for (position, size) in sizes.enumerated() {
                if stop() { throw EvaluationError.stopped }
                report(.progress(.baseline, done: position, total: sizes.count))
                let copies = components.reconstruct(
                    images.test, 0..<images.test.count, components: size)
                files[String(size)] = try write(copies, "pca-" + padded(size))
            }
        }
        report(.finished(.baseline))
        return files
    }

    private func export(
        _ task: StudyTask, stop: () -> Bool, report: (EvaluationEvent) -> Void
    ) throws -> ArrayManifest.Run {
        let test = images.test
        let pass = TestPass(
            model: try study.model(of: task), images: test,
            noise: TestNoise(seed: task.seed, latentSize: task.latentSize))
        var measurement = RunMeasurement(latentSize: task.latentSize, shape: test.shape)
        var rows: [String: [Float]] = [:]
        try pass.run { block in
            if stop() { throw EvaluationError.stopped }
            measurement.add(block)
            rows["noise", default: []] += block.noise.values
            rows["mean", default: []] += block.posterior.mean.values
            rows["log_variance", default: []] += block.posterior.logVariance.values
            rows["latents", default: []] += block.latents.values
            rows["logits", default: []] += block.logits.values
            rows["reconstruction", default: []] += block.reconstruction.values
            report(.progress(.run(task), done: block.range.upperBound, total: test.count))
        }
        var files: [String: String] = [:]
        for (key, values) in rows {
            let tensor = Tensor(shape: [test.count, values.count / test.count], values: values)
            files[key] = try write(tensor, name(task, key))
        }
        let numbers = [
            "per_image_reconstruction": measurement.reconstruction,
            "per_image_kl": measurement.kl, "per_image_mse": measurement.mse,
            "per_image_ssim": measurement.ssim,
        ]
        for (key, values) in numbers {
            let tensor = Tensor(shape: [values.count], values: values.map { Float($0) })
            files[key] = try write(tensor, name(task, key))
        }
        let hash = try study.record(of: task).modelHash ?? ""
        report(.finished(.run(task)))
        return ArrayManifest.Run(
            path: task.path, latentSize: task.latentSize, seed: task.seed, modelHash: hash,
            files: files)
    }

    private func writeManifest(
        files: [String: String], pca: [String: String], runs: [ArrayManifest.Run]
    ) throws {
        let plan = study.plan
        let manifest = ArrayManifest(
            study: study.description.name, planHash: study.planHash, fingerprint: plan.fingerprint,
            definitions: MetricDefinitions.run,
            model: ArrayManifest.Model(
                height: plan.image.height, width: plan.image.width, channels: plan.channels,
                kernelSize: plan.kernelSize, hiddenWidths: plan.hiddenWidths,
                activation: plan.activation.rawValue),
            testImages: data.test.count, trainingImages: split.training.count, files: files,
            pca: pca, runs: runs)
        try DurableFile.write(try RecordCoding.encode(manifest), to: manifestURL)
    }

    private func write(_ images: ImageSet, _ name: String) throws -> String {
        try write(images.tensor(0..<images.count), name)
    }

    /// Returns the file's path below the folder.
    private func write(_ tensor: Tensor, _ name: String) throws -> String {
        let path = name + ".npy"
        try DurableFile.write(NumpyArray.encode(tensor), to: folder.appending(path: path))
        return path
    }

    private func name(_ task: StudyTask, _ key: String) -> String {
        task.path + "/" + key.replacing("_", with: "-")
    }

    private func padded(_ size: Int) -> String {
        let digits = String(size)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
