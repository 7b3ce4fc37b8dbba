/// How the log-likelihood of black and white images is estimated, by importance sampling. Nothing a
/// training depends on, so it is no part of the plan.
public struct EvaluationSettings: Codable, Hashable, Sendable {
    /// Posterior samples an image.
    public var likelihoodSamples: Int
    /// Test images it is estimated on, balanced over the classes of the whole file; more than there
    /// are means all.
    public var likelihoodImages: Int

    /// What they may be.
    static let samplesRange = 1...100_000, imagesRange = 1...1_000_000

    /// The defaults are those of the preset `quick`.
    public init(likelihoodSamples: Int = 100, likelihoodImages: Int = 500) {
        self.likelihoodSamples = likelihoodSamples
        self.likelihoodImages = likelihoodImages
    }
}
