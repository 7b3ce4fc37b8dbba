import Models
public import Studies
import Training

/// Whether a training was long enough, from its validation loss after every epoch.
///
/// Under a rate that falls along a cosine to zero, every curve is flat in its last epochs, so the
/// last step tells nothing. What tells is how much the second half of the epochs still brought: on
/// 10,000 images of MNIST, sizes 2 and 16, 16 epochs in place of 8 brought about as much again.
public struct TrainingCurve: Sendable, Hashable {
    /// Thresholds of densities are so many times as high, being of smaller wholes.
    private static let densityFactor = 5.0
    /// A second half that lowers the best loss by more than this share calls for longer training.
    public static let lateThreshold = 0.02
    /// A loss that ends above the best one by more than this share has turned upwards.
    public static let overfitThreshold = 0.005
    /// Fewer epochs than this tell nothing.
    public static let fewestEpochs = 4

    /// Epochs of the training.
    public let epochs: Int
    /// The epoch with the lowest loss, counted from 1, the first of equal ones; 0 without epochs.
    public let bestEpoch: Int
    /// How much lower the second half's best loss is than the first half's, as a share of the
    /// latter; 0 where it is not lower, nil with fewer than two epochs. Of an odd number, the middle
    /// epoch is in the first half.
    public let lateImprovement: Double?
    /// How far the last loss is above the best, as a share of the best; nil without epochs.
    public let finalRise: Double?

    /// Whether the losses are of densities.
    private let isDensity: Bool

    /// From finite losses in the order of epochs. Losses of densities may be of either sign, so shares
    /// of them mean nothing: they are then shares of all that was gained after the first epoch.
    public init(_ losses: [Double], isDensity: Bool = false) {
        self.isDensity = isDensity
        epochs = losses.count
        let first = losses.prefix((losses.count + 1) / 2).min()
        let best = losses.min()
        bestEpoch = best.flatMap(losses.firstIndex).map { $0 + 1 } ?? 0
        func share(_ difference: Double, of loss: Double) -> Double {
            let whole = isDensity ? (losses.first ?? 0) - (best ?? 0) : abs(loss)
            return difference == 0 ? 0 : difference / whole
        }
        if losses.count >= 2, let first, let best {
            lateImprovement = share(first - best, of: first)
        } else {
            lateImprovement = nil
        }
        if let best, let last = losses.last {
            finalRise = share(last - best, of: best)
        } else {
            finalRise = nil
        }
    }

    /// Too short to tell, or still learning in its second half. A best epoch in the first three
    /// quarters is not for want of epochs.
    public var isUndertrained: Bool {
        guard epochs >= Self.fewestEpochs, let lateImprovement else { return true }
        return !isBestEarly
            && lateImprovement > Self.lateThreshold * (isDensity ? Self.densityFactor : 1)
    }

    /// Best in the first three quarters, and clearly worse at the end.
    public var isOverfitted: Bool {
        guard epochs >= Self.fewestEpochs, let finalRise else { return false }
        return isBestEarly
            && finalRise > Self.overfitThreshold * (isDensity ? Self.densityFactor : 1)
    }

    private var isBestEarly: Bool { 4 * bestEpoch <= 3 * epochs }
}

extension TrainingCurve {
    /// The objective that a training's checkpoints are chosen by, after every epoch.
    public init(_ run: StudyResults.Run, plan: StudyPlan) {
        self.init(
            run.epochs.map { $0.validation.reconstruction + plan.training.beta * $0.validation.kl },
            isDensity: plan.likelihood != .bernoulli)
    }
}
