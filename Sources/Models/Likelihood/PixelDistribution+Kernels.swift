import Compute
import Foundation

/// The same in single precision, by the processor's best instruction set, a sum over many pixels at
/// a time.
extension PixelDistribution {
    /// The loss of `count` pixels in 0…1, summed, in nats; where `gradient` is given, it becomes the
    /// loss's gradient by the logits, times `scale`.
    func loss(
        logits: UnsafePointer<Float>, pixels: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>? = nil, scale: Float = 1, count: Int
    ) -> Double {
        let kernels = Kernels.shared
        switch likelihood {
        case .bernoulli:
            return kernels.bernoulli(
                logits: logits, targets: pixels, gradient: gradient, scale: scale, count: count)
        case .continuousBernoulli:
            return kernels.continuousBernoulli(
                logits: logits, targets: pixels, gradient: gradient, scale: scale, count: count)
        case .gaussian:
            let precision = exp(-logVariance)
            let squares = kernels.squaredError(
                logits: logits, targets: pixels, gradient: gradient,
                scale: scale * Float(precision), count: count)
            return squares * precision / 2 + Double(count) * perPixelConstant
        }
    }

    /// The derivative, by the Gaussian's log-variance, of a loss over `count` pixels: half of them
    /// less the squared errors' part, which is the loss less the constant.
    func logVarianceGradient(loss: Double, count: Int) -> Double {
        Double(count) / 2 - (loss - Double(count) * perPixelConstant)
    }

    /// Turns logits into the distributions' means, in place.
    func replaceByMeans(_ logits: UnsafeMutablePointer<Float>, count: Int) {
        switch likelihood {
        case .bernoulli, .gaussian:
            Kernels.shared.sigmoid(logits, into: logits, count: count)
        case .continuousBernoulli:
            Kernels.shared.continuousBernoulliMean(logits, into: logits, count: count)
        }
    }
}
