public import Models

/// All that a training needs to go on exactly as if it had not stopped.
///
/// Flat arrays are in the model's own parameter order and layout (`VAE.flatParameters`).
public struct TrainingState: Sendable, Hashable {
    /// Epochs done.
    public var epoch: Int
    /// Optimizer steps done, those of the epoch at work among them.
    public var step: Int
    /// The weights now.
    public var parameters: [Float]
    /// Adam's first moments.
    public var firstMoments: [Float]
    /// Adam's second moments.
    public var secondMoments: [Float]
    /// The weights of the best epoch so far.
    public var bestParameters: [Float]
    /// That epoch, from 1; 0 before the first.
    public var bestEpoch: Int
    /// Its score: the validation objective, nats per image; infinity before the first.
    public var bestScore: Double
    /// The losses of the epoch at work so far; nil between two epochs.
    public var running: ELBOSums?

    /// Gives the state as it is.
    public init(
        epoch: Int, step: Int, parameters: [Float], firstMoments: [Float],
        secondMoments: [Float], bestParameters: [Float], bestEpoch: Int, bestScore: Double,
        running: ELBOSums? = nil
    ) {
        self.epoch = epoch
        self.step = step
        self.parameters = parameters
        self.firstMoments = firstMoments
        self.secondMoments = secondMoments
        self.bestParameters = bestParameters
        self.bestEpoch = bestEpoch
        self.bestScore = bestScore
        self.running = running
    }
}
