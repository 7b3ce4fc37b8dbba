import Compute
import Datasets
import Foundation
import Models
import Storage
import Studies

/// Measures one trained model; one owner.
struct RunEvaluator {
    let context: EvaluationContext
    let task: StudyTask
    /// Nil where generation is not measured.
    let reference: GenerationReference?
    let threads: ThreadShare

    /// The record, and beside it the mixture's file, which is written here.
    ///
    /// `report` is told how much of the work is done, in images, and may throw to end it. Throws also
    /// `StudyError`, `StorageError`, `ModelError` and `ComputeError`.
    func evaluation(report: (_ done: Int, _ total: Int) throws -> Void) throws -> RunEvaluation {
        let model = try context.study.model(of: task)
        let reader = try reference?.judge.reader()
        let hash = try context.study.record(of: task).modelHash ?? ""
        let settings = LikelihoodMeasurement(context)
        let generated = 2 * (reference?.images.count ?? 0)
        let weighed = settings?.cost ?? 0
        let total = context.test.count + generated + weighed
        var done = 0
        func advance(_ images: Int) throws {
            done += images
            model.workers = threads.workers
            reader?.use(threads.workers)
            try report(done, total)
        }
        try advance(0)
        let measurement = try measure(model, reader, advance)
        var evaluation = measurement.evaluation(
            task: task, modelHash: hash, groups: context.groups,
            fingerprint: context.fingerprint)
        let latents = TrainingLatents(context.training, model)
        if let labels = latents.labels, let testLabels = context.test.labels {
            let probe = LatentProbe(
                training: latents.means, trainingLabels: labels, test: measurement.latents,
                testLabels: testLabels)
            evaluation.probe = RunEvaluation.Estimate(probe.hits.map { $0 ? 1 : 0 })
        }
        if let reference, let reader {
            evaluation.generation = try generation(
                model, latents, reference, reader, advance)
        }
        evaluation.likelihood = try settings?.likelihood(model, seed: task.seed, advance)
        return evaluation
    }

    private func measure(
        _ model: VAE, _ reader: JudgeReader?, _ advance: (Int) throws -> Void
    ) throws -> RunMeasurement {
        let test = context.test
        let pass = TestPass(
            model: model, images: test,
            noise: TestNoise(seed: task.seed, latentSize: task.latentSize))
        let sampling = context.sampling(model, seed: task.seed)
        var measurement = RunMeasurement(latentSize: task.latentSize, shape: test.shape)
        try pass.run { block in
            measurement.add(block)
            if let reader {
                let images = sampling.images(block.reconstruction, from: block.range.lowerBound)
                measurement.add(
                    recognised: Recognition.hits(reader.read(images), test, block.range))
            }
            try advance(block.range.count)
        }
        return measurement
    }

    private func generation(
        _ model: VAE, _ latents: TrainingLatents, _ reference: GenerationReference,
        _ reader: JudgeReader, _ advance: (Int) throws -> Void
    ) throws -> RunEvaluation.Generation {
        let sampling = context.sampling(model, seed: task.seed)
        func quality(_ latents: Tensor) throws -> SampleQuality {
            try sampling.measurement(of: latents, reference, reader, advance).quality()
        }
        let count = reference.images.count
        let prior = try quality(sampling.priorLatents(count))
        let file = MixtureFile(StudyMeasurements(context.study).mixture(of: task))
        let (mixture, hash) = try file.write(
            GaussianMixture(fitting: latents.means, seed: task.seed))
        return RunEvaluation.Generation(
            prior: prior, mixture: try quality(mixture.samples(count, seed: task.seed)),
            fit: RunEvaluation.MixtureFit(
                components: mixture.components.count, images: latents.means.count,
                logDensity: RunEvaluation.Estimate(mixture.logDensity(latents.means)),
                hash: hash),
            judgeHash: reference.judge.hash)
    }
}
