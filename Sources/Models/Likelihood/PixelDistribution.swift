public import Compute
import Foundation

/// The distribution of one pixel, given its logit: a likelihood with what a model has learned of it.
///
/// The losses here are in double precision, for measurements; training and sampling take the
/// kernels' (`PixelDistribution+Kernels`).
public struct PixelDistribution: Sendable, Hashable {
    /// Which distribution.
    public let likelihood: Likelihood
    /// Natural logarithm of the Gaussian's variance; 0 for the others, which have none.
    public let logVariance: Double

    /// A distribution; `logVariance` is the Gaussian's.
    public init(_ likelihood: Likelihood, logVariance: Double = 0) {
        self.likelihood = likelihood
        self.logVariance = likelihood == .gaussian ? logVariance : 0
    }

    /// The negative log-likelihood of a pixel in 0…1, in nats. Of the continuous Bernoulli and the
    /// Gaussian it is that of a density, and may be negative.
    public func loss(pixel: Double, logit: Double) -> Double {
        // The larger of l and 0 is taken out of the exponentials so that they cannot overflow.
        let magnitude = abs(logit)
        switch likelihood {
        case .bernoulli:
            return max(logit, 0) - pixel * logit + log1p(exp(-magnitude))
        case .continuousBernoulli:
            // The cross-entropy less log C, with C = l / tanh(l / 2), is log((exp(l) - 1) / l) - l x.
            let ratio = magnitude > 0 ? -expm1(-magnitude) / magnitude : 1
            return max(logit, 0) - pixel * logit + log(ratio)
        case .gaussian:
            let difference = pixel - mean(logit: logit)
            return difference * difference * exp(-logVariance) / 2 + perPixelConstant
        }
    }

    /// The mean of the distribution, in 0…1.
    public func mean(logit: Double) -> Double {
        switch likelihood {
        case .bernoulli, .gaussian:
            return 1 / (1 + exp(-logit))
        case .continuousBernoulli:
            // Closer to 0 the two terms cancel; the series' next one, l⁹ / 47900160, is below 1e-16.
            guard abs(logit) >= 0.1 else {
                let square = logit * logit
                return 0.5 + logit
                    * (1.0 / 12 - square * (1.0 / 720 - square * (1.0 / 30240 - square / 1_209_600)))
            }
            return -1 / expm1(-logit) - 1 / logit
        }
    }

    /// The loss of each image, summed over its pixels in double precision, from images in 0…1 and
    /// logits, both [n, pixels].
    ///
    /// - Precondition: the shapes are equal.
    public func losses(of images: Tensor, logits: Tensor) -> [Double] {
        precondition(images.shape == logits.shape, "images and logits differ")
        let length = images.rowLength
        return images.values.withUnsafeBufferPointer { images in
            logits.values.withUnsafeBufferPointer { logits in
                (0..<(length == 0 ? 0 : images.count / length)).map { image in
                    (image * length..<(image + 1) * length).reduce(0.0) { sum, index in
                        sum + loss(pixel: Double(images[index]), logit: Double(logits[index]))
                    }
                }
            }
        }
    }

    /// What the Gaussian's normalization adds for each pixel: log(2 π variance) / 2.
    var perPixelConstant: Double {
        likelihood == .gaussian ? (log(2 * Double.pi) + logVariance) / 2 : 0
    }
}
