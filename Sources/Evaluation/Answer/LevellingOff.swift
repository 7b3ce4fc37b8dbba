import Models
public import Training

/// Whether a training's validation curve had levelled off when it ended.
public struct LevellingOff: Sendable, Hashable {
    /// A last epoch that still improves by more than this share of the loss calls the training
    /// undertrained.
    public static let threshold = 0.005

    /// How much the last epoch lowered the validation negative ELBO, as a share of it; nil with
    /// fewer than two epochs. Below 0 where it rose.
    public let lastImprovement: Double?

    /// From the epochs of one training, in order.
    public init(_ epochs: [EpochRecord]) {
        let curve = epochs.suffix(2).map(\.validation.negativeELBO)
        guard curve.count == 2, curve[0] > 0 else {
            lastImprovement = nil
            return
        }
        lastImprovement = (curve[0] - curve[1]) / curve[0]
    }

    /// Still falling, or too short to tell.
    public var isUndertrained: Bool {
        guard let lastImprovement else { return true }
        return lastImprovement > Self.threshold
    }
}
