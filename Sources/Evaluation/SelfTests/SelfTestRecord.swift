/// `self-tests.json`: the metrics on samples whose quality is known.
public struct SelfTestRecord: Codable, Hashable, Sendable {
    /// What is measured.
    public enum Subject: String, Codable, Hashable, Sendable, CaseIterable {
        /// Real images that nothing was trained on.
        case heldOut
        /// The very images that samples are compared with.
        case testCopies
        /// Images of those that the models learned from.
        case trainingCopies
        /// One of the real images, again and again.
        case oneImage
        /// Held-out images out of focus.
        case blurred
        /// Held-out images with their pixels in another order, the same for all.
        case permuted
        /// Samples, and reconstructions, of the model with the most latent dimensions.
        case model
        /// The same with the last half of its active latent dimensions at 0.
        case cutModel
    }

    /// One subject's numbers.
    public struct Entry: Codable, Hashable, Sendable {
        /// What was measured.
        public var subject: Subject
        /// As in `SampleQuality`.
        public var frechetDistance: Double, kernelDistance: Double
        /// Their standard errors.
        public var frechetError = 0.0, kernelError = 0.0
        /// As in `SampleQuality`.
        public var precision: Double, recall: Double, density: Double, coverage: Double
        /// As in `SampleQuality`.
        public var memorisation: Double
        /// Whether `SampleQuality.isMemorised`.
        public var isMemorised: Bool
        /// Against the images that the subject was made from, where it was made image by image.
        public var mse: Double?, ssim: Double?
        /// Share of those whose class the judge still tells.
        public var accuracy: Double?
        /// What was expected and did not happen; empty where every metric moved the right way.
        public var surprises: [String] = []
    }

    /// Version of each metric's definition, by the metric's name.
    public var definitions: [String: Int]
    /// One entry a subject.
    public var entries: [Entry]
    /// Images of each subject.
    public var count: Int
    /// The judge.
    public var judgeHash: String
    /// The model of the last two subjects: its size, seed and weights.
    public var latentSize: Int, seed: UInt64, modelHash: String
    /// Active dimensions of the last subject that are at 0; with none it is the model itself.
    public var cutUnits: Int

    /// The entry of a subject.
    public subscript(_ subject: Subject) -> Entry? {
        entries.first { $0.subject == subject }
    }

    /// Whether every metric moved the right way on every subject.
    public var isAsExpected: Bool { entries.allSatisfy(\.surprises.isEmpty) }
}
