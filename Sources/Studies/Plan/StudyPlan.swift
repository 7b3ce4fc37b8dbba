public import Datasets
public import Models
public import Training

/// All that a study's results depend on; its hash names the study's content.
public struct StudyPlan: Codable, Hashable, Sendable {
    /// Changes when the same plan would give other results.
    public var formatVersion = StudyPlan.currentFormat
    /// `DataSet.name`.
    public var dataset: String
    /// `DataSet.fingerprint`.
    public var fingerprint: [String: String]
    /// The size of the images.
    public var image: ImageShape
    /// Images taken from the training file, validation included, class-balanced; nil for all.
    public var trainImages: Int?
    /// Latent sizes in rising order.
    public var latentSizes: [Int]
    /// One training for each seed and size.
    public var seeds: [UInt64]
    /// `VAEConfiguration.channels`, `.kernelSize`, `.hiddenWidths`, `.activation`, `.likelihood`.
    public var channels: [Int]
    /// See `channels`.
    public var kernelSize: Int
    /// See `channels`.
    public var hiddenWidths: [Int]
    /// See `channels`.
    public var activation: Activation
    /// See `channels`.
    public var likelihood: Likelihood
    /// How each model is trained.
    public var training: TrainingConfiguration

    /// Gives the plan as it is; `validate()` checks it.
    public init(
        dataset: String, fingerprint: [String: String], image: ImageShape, trainImages: Int?,
        latentSizes: [Int], seeds: [UInt64], channels: [Int] = [32, 64], kernelSize: Int = 4,
        hiddenWidths: [Int] = [256], activation: Activation = .silu,
        likelihood: Likelihood = .bernoulli,
        training: TrainingConfiguration
    ) {
        self.dataset = dataset
        self.fingerprint = fingerprint
        self.image = image
        self.trainImages = trainImages
        self.latentSizes = latentSizes
        self.seeds = seeds
        self.channels = channels
        self.kernelSize = kernelSize
        self.hiddenWidths = hiddenWidths
        self.activation = activation
        self.likelihood = likelihood
        self.training = training
    }

    /// What the models see of grey pixels.
    public var pixels: Pixels { training.pixels }

    /// Whether the pixels' own entropy bounds the reconstruction from below: where grey values are
    /// compared with probabilities.
    public var hasEntropyFloor: Bool { likelihood == .bernoulli && pixels == .grey }

    /// The architecture at one latent size.
    public func model(latentSize: Int) -> VAEConfiguration {
        VAEConfiguration(
            image: image, latentSize: latentSize, channels: channels, kernelSize: kernelSize,
            hiddenWidths: hiddenWidths, activation: activation, likelihood: likelihood)
    }

    /// Every training, sizes in order, seeds within a size, numbered from 1.
    public var tasks: [StudyTask] {
        let pairs = latentSizes.flatMap { size in seeds.map { (size, $0) } }
        return pairs.enumerated().map {
            StudyTask(number: $0.offset + 1, latentSize: $0.element.0, seed: $0.element.1)
        }
    }
}

/// One training of a plan.
public struct StudyTask: Codable, Hashable, Sendable {
    /// From 1, the order of the plan.
    public let number: Int
    /// The model's latent size.
    public let latentSize: Int
    /// Keys its initial weights, order of images and noise.
    public let seed: UInt64

    /// Gives the task as it is.
    public init(number: Int, latentSize: Int, seed: UInt64) {
        self.number = number
        self.latentSize = latentSize
        self.seed = seed
    }

    /// `latent-008/seed-1`
    public var path: String {
        let size = String(latentSize)
        return "latent-" + String(repeating: "0", count: max(0, 3 - size.count)) + size
            + "/seed-\(seed)"
    }
}
