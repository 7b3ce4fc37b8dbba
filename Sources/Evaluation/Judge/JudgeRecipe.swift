import Compute
public import Datasets
public import Models
import Storage
public import Studies
public import Training

/// All that a study's judge depends on; its hash tells whether a trained one still fits.
public struct JudgeRecipe: Codable, Hashable, Sendable {
    /// Changes when the same recipe would give other weights.
    public var version = Self.currentVersion
    /// The network.
    public var configuration: ClassifierConfiguration
    /// How it is trained; what concerns the KL term is not looked at, and pixels are drawn once.
    public var training: TrainingConfiguration
    /// Keys its first weights and the order of images.
    public var seed: UInt64
    /// `StudyPlan.fingerprint`
    public var fingerprint: [String: String]
    /// Images it learns from: the study's own.
    public var trainingImages: Int

    static let currentVersion = 2

    /// Images of epochs in all that a judge looks at: enough to level off on MNIST.
    private static let looks = 220_000

    /// The judge of a study; nil where its images have no labels or fewer than two classes.
    public init?(_ study: Study, training images: ImageSet) {
        guard let labels = images.labels, let most = labels.max(), Set(labels).count > 1 else {
            return nil
        }
        configuration = ClassifierConfiguration(image: images.shape, classes: Int(most) + 1)
        training = TrainingConfiguration(
            epochs: min(max(Self.looks / max(images.count, 1), 4), 15), batchSize: 64,
            learningRate: 2e-3, warmUpSteps: 100, pixels: study.plan.pixels)
        seed = 0
        fingerprint = study.plan.fingerprint
        trainingImages = images.count
    }

    /// SHA-256 of the recipe.
    var hash: String {
        get throws { Digest.sha256(try RecordCoding.encode(self)) }
    }
}
