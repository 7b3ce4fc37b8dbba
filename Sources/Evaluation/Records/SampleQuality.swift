/// How samples compare with real images. Everything but `memorisation` is measured in the judge's
/// features.
public struct SampleQuality: Codable, Hashable, Sendable {
    /// Samples, and as many real images.
    public var count: Int
    /// See `FrechetDistance`; its bias removed.
    public var frechetDistance: JackknifeEstimate
    /// See `KernelDistance`; unbiased as it is.
    public var kernelDistance: JackknifeEstimate
    /// See `NeighbourCoverage`.
    public var precision: JackknifeEstimate
    /// See `NeighbourCoverage`.
    public var recall: JackknifeEstimate
    /// See `NeighbourCoverage`; may exceed 1.
    public var density: JackknifeEstimate
    /// See `NeighbourCoverage`.
    public var coverage: JackknifeEstimate
    /// The judge's largest probability, mean over samples.
    public var confidence: RunEvaluation.Estimate
    /// Share of samples that the judge counts to each class.
    public var classShares: [Double]
    /// See `Memorisation`: about 1 where nothing was memorised, 0 for copies.
    public var memorisation: JackknifeEstimate
    /// Samples, and images of each kind, that `memorisation` looks at.
    public var memorisationSamples: Int, memorisationImages: Int

    /// Samples whose ratio is below this with 95 % confidence are flagged as copies.
    public static var memorisationThreshold: Double { Memorisation.threshold }

    /// Whether samples lie closer to training than to test images, with 95 % confidence.
    public var isMemorised: Bool {
        memorisation.value + 1.645 * memorisation.standardError < Memorisation.threshold
    }
}

extension RunEvaluation {
    /// What a model generates.
    public struct Generation: Codable, Hashable, Sendable {
        /// Decoded from N(0, I).
        public var prior: SampleQuality
        /// Decoded from `mixture`.
        public var mixture: SampleQuality
        /// The mixture that was fitted to posterior means.
        public var fit: MixtureFit
        /// `JudgeRecord.modelHash`
        public var judgeHash: String
    }

    /// A mixture fitted to the posterior means of training images; `mixture.safetensors` holds it.
    public struct MixtureFit: Codable, Hashable, Sendable {
        /// Components kept.
        public var components: Int
        /// Training images whose means it was fitted to.
        public var images: Int
        /// Mean log density of those means, nats.
        public var logDensity: Estimate
        /// SHA-256 of `mixture.safetensors`.
        public var hash: String
    }

    /// The judge's view of reconstructions of test images.
    public struct Recognised: Codable, Hashable, Sendable {
        /// Share whose class it tells.
        public var accuracy: Estimate
        /// How many it tells, of fixed groups of test images.
        public var groups: GroupedSums
    }

    /// An importance-sampled estimate, for binarized pixels only.
    public struct Likelihood: Codable, Hashable, Sendable {
        /// −log p(x), nats per image.
        public var negativeLogLikelihood: Estimate
        /// The negative ELBO with the same draws and their sampled KL, nats per image.
        public var sampledNegativeELBO: Estimate
        /// Posterior samples an image.
        public var samples: Int
        /// Images, class-balanced over the test file.
        public var images: Int
    }
}
