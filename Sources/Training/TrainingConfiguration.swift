public import Datasets

/// How a model is trained.
public struct TrainingConfiguration: Codable, Hashable, Sendable {
    /// Passes over the training images.
    public var epochs: Int
    /// Images per optimizer step; the last step of an epoch takes what is left.
    public var batchSize: Int
    /// Adam's rate after the warm-up, before the cosine.
    public var learningRate: Double
    /// Steps over which the rate rises linearly from 0; the cosine to 0 begins after them.
    public var warmUpSteps: Int
    /// Weight of the KL term in the objective.
    public var beta: Double
    /// Epochs over which the weight of the KL term rises linearly from 0 to beta; 0 for none.
    public var klWarmUpEpochs: Int
    /// What the model sees of grey pixels; `Trainer.run` says who draws them.
    public var pixels: Pixels

    /// The defaults are those that the README's results were made with.
    public init(
        epochs: Int, batchSize: Int = 128, learningRate: Double = 2e-3, warmUpSteps: Int = 200,
        beta: Double = 1, klWarmUpEpochs: Int = 0, pixels: Pixels = .grey
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.warmUpSteps = warmUpSteps
        self.beta = beta
        self.klWarmUpEpochs = klWarmUpEpochs
        self.pixels = pixels
    }
}
