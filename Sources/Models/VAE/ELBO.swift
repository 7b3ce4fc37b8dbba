/// The parts of the negative evidence lower bound, summed over images.
///
/// Sums and a count, never averages: parts of different size add up exactly.
public struct ELBOSums: Sendable, Hashable, Codable {
    /// Negative log-likelihood of the images under the decoder, in nats, summed over pixels and images.
    public var reconstruction: Double
    /// Analytic Kullback–Leibler divergence of each latent dimension from N(0, 1), in nats, summed
    /// over images; `latentSize` entries.
    public var klPerDimension: [Double]
    /// The number of images.
    public var count: Int

    /// Sums over `count` images.
    public init(reconstruction: Double, klPerDimension: [Double], count: Int) {
        self.reconstruction = reconstruction
        self.klPerDimension = klPerDimension
        self.count = count
    }

    /// Sums over no image.
    public init(latentSize: Int) {
        self.init(
            reconstruction: 0, klPerDimension: [Double](repeating: 0, count: latentSize), count: 0)
    }

    /// KL over all dimensions, in nats, summed over images.
    public var kl: Double { klPerDimension.reduce(0, +) }
}

/// Means per image of the parts of the negative ELBO, in nats.
public struct LossParts: Codable, Hashable, Sendable {
    /// Reconstruction + KL (beta does not enter).
    public var negativeELBO: Double
    /// Negative log-likelihood at one posterior sample.
    public var reconstruction: Double
    /// Analytic KL, all dimensions.
    public var kl: Double

    /// Gives the parts as they are.
    public init(negativeELBO: Double, reconstruction: Double, kl: Double) {
        self.negativeELBO = negativeELBO
        self.reconstruction = reconstruction
        self.kl = kl
    }

    /// Divides sums by their count, once.
    public init(_ sums: ELBOSums) {
        let count = Double(max(sums.count, 1))
        self.init(
            negativeELBO: (sums.reconstruction + sums.kl) / count,
            reconstruction: sums.reconstruction / count, kl: sums.kl / count)
    }
}
