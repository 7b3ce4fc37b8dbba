import CKernels

/// Losses of pixels under a decoder's logits, each summed over `count` pixels, and the decoder's
/// means. Where `gradient` is given, it becomes the gradient by the logits, times `scale`.
extension Kernels {
    /// Bernoulli cross-entropy of targets in 0…1, in nats.
    public func bernoulli(
        logits: UnsafePointer<Float>, targets: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>?, scale: Float = 1, count: Int
    ) -> Double {
        table.bernoulli(logits, targets, gradient, count, scale)
    }

    /// Negative log-density, in nats, of targets in 0…1 under a continuous Bernoulli distribution:
    /// log((exp(l) - 1) / l) - l · x (Loaiza-Ganem and Cunningham 2019, the cross-entropy less the
    /// logarithm of its normalizing constant).
    public func continuousBernoulli(
        logits: UnsafePointer<Float>, targets: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>?, scale: Float = 1, count: Int
    ) -> Double {
        table.continuous_bernoulli(logits, targets, gradient, count, scale)
    }

    /// (sigmoid(l) - x)²; the gradient is that of half of it.
    public func squaredError(
        logits: UnsafePointer<Float>, targets: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>?, scale: Float = 1, count: Int
    ) -> Double {
        table.squared_error(logits, targets, gradient, count, scale)
    }

    /// out = 1 / (1 + exp(-values)); may be the same array.
    public func sigmoid(
        _ values: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, count: Int
    ) {
        table.sigmoid(values, out, count)
    }

    /// out = 1 / (1 - exp(-values)) - 1 / values, the mean of a continuous Bernoulli distribution;
    /// may be the same array.
    public func continuousBernoulliMean(
        _ values: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, count: Int
    ) {
        table.continuous_bernoulli_mean(values, out, count)
    }
}
