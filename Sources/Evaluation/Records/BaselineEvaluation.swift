/// `baseline.json`: the reference lines of a study.
public struct BaselineEvaluation: Codable, Hashable, Sendable {
    /// Principal components analysis with `latentSize` components, fitted on the images that the
    /// models learn from, measured on the test images.
    ///
    /// The reconstruction is scikit-learn's `inverse_transform`, clipped to 0…1.
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
    /// One entry a latent size of the plan, rising; none where images have more pixels than
    /// `PrincipalComponents.largestImage`.
    public var pca: [PCA]
    /// Images the components were fitted on.
    public var trainingImages: Int
    /// Test images everything here is a mean over.
    public var testImages: Int
    /// `DataSet.fingerprint` of both.
    public var fingerprint: [String: String]

    /// Gives the record as it is.
    public init(
        definition: Int, pixelEntropyFloor: Double, pca: [PCA], trainingImages: Int = 0,
        testImages: Int = 0, fingerprint: [String: String] = [:]
    ) {
        self.definition = definition
        self.pixelEntropyFloor = pixelEntropyFloor
        self.pca = pca
        self.trainingImages = trainingImages
        self.testImages = testImages
        self.fingerprint = fingerprint
    }
}
