public import Compute
import Foundation

/// The approximate posteriors of some images: a diagonal Gaussian for each.
public struct Posterior: Sendable {
    /// [images, latentSize]
    public let mean: Tensor
    /// [images, latentSize], natural logarithm of the variance.
    public let logVariance: Tensor

    /// Puts the two together.
    public init(mean: Tensor, logVariance: Tensor) {
        self.mean = mean
        self.logVariance = logVariance
    }

    /// mean + exp(logVariance / 2) · noise, all [images, latentSize].
    ///
    /// - Precondition: the shapes are equal.
    public func sample(noise: Tensor) -> Tensor {
        precondition(noise.shape == mean.shape, "noise of a wrong shape")
        let values = mean.values.indices.map {
            mean.values[$0] + exp(logVariance.values[$0] / 2) * noise.values[$0]
        }
        return Tensor(shape: mean.shape, values: values)
    }
}
