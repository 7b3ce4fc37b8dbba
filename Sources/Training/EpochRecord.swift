public import Models

/// What one epoch of a training left: one line of `progress.jsonl`.
///
/// Nothing in it depends on the clock or on the machine's load.
public struct EpochRecord: Codable, Hashable, Sendable {
    /// From 1.
    public let epoch: Int
    /// Optimizer steps taken since the training began.
    public let step: Int
    /// Learning rate of the epoch's last step.
    public let learningRate: Double
    /// Weight of the KL term in the epoch's last step: beta times its warm-up.
    public let klWeight: Double
    /// Running means over the epoch's training images, while the weights changed.
    public let training: LossParts
    /// Means over the validation images with the weights at the epoch's end.
    public let validation: LossParts
    /// Whether these weights became the best so far.
    public let isBest: Bool

    /// Gives the record as it is.
    public init(
        epoch: Int, step: Int, learningRate: Double, klWeight: Double, training: LossParts,
        validation: LossParts, isBest: Bool
    ) {
        self.epoch = epoch
        self.step = step
        self.learningRate = learningRate
        self.klWeight = klWeight
        self.training = training
        self.validation = validation
        self.isBest = isBest
    }
}
