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
        /// `mse` of the groups of `RunEvaluation.mseGroups`.
        public var mseGroups: GroupedSums?

        /// Gives the record as it is.
        public init(
            latentSize: Int, mse: Double, psnr: Double, ssim: Double,
            mseGroups: GroupedSums? = nil
        ) {
            self.latentSize = latentSize
            self.mse = mse
            self.psnr = psnr
            self.ssim = ssim
            self.mseGroups = mseGroups
        }
    }

    /// Samples of probabilistic PCA with `latentSize` components, without pixel noise.
    public struct LinearSamples: Codable, Hashable, Sendable {
        /// Components kept.
        public var latentSize: Int
        /// As `SampleQuality.frechetDistance`.
        public var frechetDistance: JackknifeEstimate
        /// As `SampleQuality.kernelDistance`.
        public var kernelDistance: JackknifeEstimate
    }

    /// What generation is measured with, and between which lines it lies.
    public struct Generation: Codable, Hashable, Sendable {
        /// Where the real images come from that stand in for samples.
        public enum HeldOut: String, Codable, Hashable, Sendable {
            /// Images of the training file that nothing was trained on.
            case unusedTrainingImages
            /// One random half of the test images; the other half is what samples are compared with.
            case halfOfTheTestImages
        }

        /// See `HeldOut`.
        public var heldOut: HeldOut
        /// Real images in place of samples: no generator can be expected to do better.
        public var floor: SampleQuality
        /// One entry a latent size of the plan, and one of `marginSize`, rising; none without PCA.
        public var linear: [LinearSamples]
        /// `JudgeRecord.modelHash` of the judge that all of it was measured with.
        public var judgeHash: String

        /// The size at which the linear samples set the scale of the verdict's margin.
        public static let marginSize = 32
    }

    /// Version of each metric's definition, by the metric's name.
    public var definitions: [String: Int]
    /// Cross-entropy of each test image with itself, nats per image: no reconstruction is below it.
    public var pixelEntropyFloor: Double
    /// One entry a latent size of the plan, rising; none where images have more pixels than
    /// `PrincipalComponents.largestImage`.
    public var pca: [PCA]
    /// Lines of generation; nil where it is not measured, see `generationAbsence`.
    public var generation: Generation?
    /// Why generation is not measured.
    public var generationAbsence: GenerationAbsence?
    /// Images the components were fitted on.
    public var trainingImages: Int
    /// Test images everything here is a mean over.
    public var testImages: Int
    /// `DataSet.fingerprint` of both.
    public var fingerprint: [String: String]

    /// Gives the record as it is.
    public init(
        definitions: [String: Int] = MetricDefinitions.baseline, pixelEntropyFloor: Double,
        pca: [PCA], generation: Generation? = nil, generationAbsence: GenerationAbsence? = nil,
        trainingImages: Int = 0, testImages: Int = 0, fingerprint: [String: String] = [:]
    ) {
        self.definitions = definitions
        self.pixelEntropyFloor = pixelEntropyFloor
        self.pca = pca
        self.generation = generation
        self.generationAbsence = generationAbsence
        self.trainingImages = trainingImages
        self.testImages = testImages
        self.fingerprint = fingerprint
    }
}

/// Why a study's generation is not measured.
public enum GenerationAbsence: String, Codable, Hashable, Sendable {
    /// Without labels there is no judge.
    case noLabels
    /// The images are all of one class, which tells a judge nothing.
    case oneClass
    /// A comparison of so few images would be noise.
    case fewImages

    /// One sentence.
    public var sentence: String {
        switch self {
        case .noLabels:
            "Generation is not measured: the images have no labels, so no judge can be trained; with label"
                + " files beside them there is a verdict."
        case .oneClass:
            "Generation is not measured: all images are of one class, so no judge can be trained."
        case .fewImages:
            "Generation is not measured: there are fewer than"
                + " \(GenerationImages.fewest) test images to compare samples with."
        }
    }
}
