/// `evaluation.json`: what one trained model does on the test images.
public struct RunEvaluation: Codable, Hashable, Sendable {
    /// Version of each metric's definition, by the metric's name.
    public var definitions: [String: Int]
    /// The model's latent size.
    public var latentSize: Int
    /// The training's seed.
    public var seed: UInt64
    /// SHA-256 of the weights that were evaluated.
    public var modelHash: String
    /// Test images everything below is a mean over.
    public var testImages: Int
    /// Reconstruction + KL at one posterior sample, nats per image.
    public var negativeELBO: Estimate
    /// Negative log-likelihood at one posterior sample, nats per image.
    public var reconstruction: Estimate
    /// Analytic KL, nats per image.
    public var kl: Estimate
    /// Analytic KL of each latent dimension, nats per image; `latentSize` entries.
    public var klPerDimension: [Double]
    /// Squared error of the decoder's mean at the posterior mean, per pixel on 0…1.
    public var mse: Estimate
    /// 10 · log10(1 / mean MSE), decibels.
    public var psnr: Double
    /// Structural similarity (window 11, sigma 1.5), mean over images.
    public var ssim: Estimate
    /// Dimensions whose posterior mean varies by more than 0.01 over the test images.
    public var activeUnits: Int
    /// Variance over test images of each dimension's posterior mean; `latentSize` entries.
    public var posteriorMeanVariance: [Double]
    /// `mse` of fixed groups of test images, the same for every model of a study, so that models are
    /// compared image by image; nil in records that were not measured here.
    public var mseGroups: GroupedSums?
    /// k-nearest-neighbour accuracy of posterior means, see `LatentProbe`; nil without labels.
    public var probe: Estimate?
    /// What the judge tells of reconstructions; nil without a judge.
    public var recognised: Recognised?
    /// What the model generates; nil where there is nothing to measure it with.
    public var generation: Generation?
    /// The importance-sampled log-likelihood; nil for grey pixels.
    public var likelihood: Likelihood?
    /// `DataSet.fingerprint` of what it was measured on.
    public var fingerprint: [String: String]

    /// Gives the record as it is.
    public init(
        definitions: [String: Int], latentSize: Int, seed: UInt64, modelHash: String,
        testImages: Int, negativeELBO: Estimate, reconstruction: Estimate, kl: Estimate,
        klPerDimension: [Double], mse: Estimate, psnr: Double, ssim: Estimate, activeUnits: Int,
        posteriorMeanVariance: [Double],
        mseGroups: GroupedSums? = nil, probe: Estimate? = nil, recognised: Recognised? = nil,
        generation: Generation? = nil, likelihood: Likelihood? = nil,
        fingerprint: [String: String] = [:]
    ) {
        self.definitions = definitions
        self.latentSize = latentSize
        self.seed = seed
        self.modelHash = modelHash
        self.testImages = testImages
        self.negativeELBO = negativeELBO
        self.reconstruction = reconstruction
        self.kl = kl
        self.klPerDimension = klPerDimension
        self.mse = mse
        self.psnr = psnr
        self.ssim = ssim
        self.activeUnits = activeUnits
        self.posteriorMeanVariance = posteriorMeanVariance
        self.mseGroups = mseGroups
        self.probe = probe
        self.recognised = recognised
        self.generation = generation
        self.likelihood = likelihood
        self.fingerprint = fingerprint
    }
}
