public import Compute
public import Studies

extension Study {
    /// The first latents of those that a model's mixture samples are measured on,
    /// [count, latentSize].
    ///
    /// Throws `EvaluationError` where `mixture.safetensors` is not the one that `fit` tells of, and
    /// `StorageError`.
    public func mixtureLatents(
        of task: StudyTask, _ fit: RunEvaluation.MixtureFit, count: Int
    ) throws -> Tensor {
        try MixtureFile(StudyMeasurements(self).mixture(of: task)).read(hash: fit.hash)
            .samples(count, seed: task.seed)
    }
}
