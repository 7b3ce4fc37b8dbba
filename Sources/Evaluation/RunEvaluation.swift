/// `evaluation.json`: what one trained model does on the test images.
public struct RunEvaluation: Codable, Hashable, Sendable {
    /// A number with the standard error of its mean over images.
    public struct Estimate: Codable, Hashable, Sendable {
        /// The mean over images.
        public var mean: Double
        /// Sample standard deviation over images / √images.
        public var standardError: Double

        /// Gives the pair as it is.
        public init(mean: Double, standardError: Double) {
            self.mean = mean
            self.standardError = standardError
        }
    }

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
    /// Bernoulli cross-entropy at one posterior sample, nats per image.
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

    /// Gives the record as it is.
    public init(
        definitions: [String: Int], latentSize: Int, seed: UInt64, modelHash: String,
        testImages: Int, negativeELBO: Estimate, reconstruction: Estimate, kl: Estimate,
        klPerDimension: [Double], mse: Estimate, psnr: Double, ssim: Estimate, activeUnits: Int,
        posteriorMeanVariance: [Double]
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
    }
}

/// `baseline.json`: the reference lines of a study.
public struct BaselineEvaluation: Codable, Hashable, Sendable {
    /// Principal components analysis with `latentSize` components fitted on the training images.
    public struct PCA: Codable, Hashable, Sendable {
        /// Components kept.
        public var latentSize: Int
        /// As `RunEvaluation.mse`.
        public var mse: Double
        /// As `RunEvaluation.psnr`.
        public var psnr: Double
        /// As `RunEvaluation.ssim`.
        public var ssim: Double

        /// Gives the record as it is.
        public init(latentSize: Int, mse: Double, psnr: Double, ssim: Double) {
            self.latentSize = latentSize
            self.mse = mse
            self.psnr = psnr
            self.ssim = ssim
        }
    }

    /// Version of the definitions.
    public var definition: Int
    /// Cross-entropy of each test image with itself, nats per image: no reconstruction is below it.
    public var pixelEntropyFloor: Double
    /// One entry a latent size of the plan, rising.
    public var pca: [PCA]

    /// Gives the record as it is.
    public init(definition: Int, pixelEntropyFloor: Double, pca: [PCA]) {
        self.definition = definition
        self.pixelEntropyFloor = pixelEntropyFloor
        self.pca = pca
    }
}
