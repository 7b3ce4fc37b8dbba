/// What a study says of itself beside its plan: `study.json` holds both.
///
/// Nothing here changes a training, so nothing here enters the plan's hash.
public struct StudyDescription: Codable, Hashable, Sendable {
    /// The folder's name: letters, digits, `.`, `_` and `-`.
    public var name: String
    /// For people; any text.
    public var title: String
    /// `DataSet.title`, `.credit` and `.substitution`.
    public var dataTitle: String
    /// See `dataTitle`.
    public var dataCredit: String
    /// See `dataTitle`.
    public var dataSubstitution: String?
    /// Training, validation and test images the study uses.
    public var trainingImages: Int, validationImages: Int, testImages: Int
    /// The command that makes the same results, without paths or `--jobs`.
    public var command: String
    /// How its models are measured.
    public var evaluation: EvaluationSettings

    /// Gives the description as it is.
    public init(
        name: String, title: String, dataTitle: String, dataCredit: String,
        dataSubstitution: String?, trainingImages: Int, validationImages: Int, testImages: Int,
        command: String, evaluation: EvaluationSettings = EvaluationSettings()
    ) {
        self.name = name
        self.title = title
        self.dataTitle = dataTitle
        self.dataCredit = dataCredit
        self.dataSubstitution = dataSubstitution
        self.trainingImages = trainingImages
        self.validationImages = validationImages
        self.testImages = testImages
        self.command = command
        self.evaluation = evaluation
    }

    /// What about its numbers cannot be; nil where all of them can. They are no part of the plan's hash,
    /// so a file that was changed may have any.
    var problem: String? {
        let numbers = [
            ("training images", trainingImages, 1...Self.mostImages),
            ("validation images", validationImages, 0...Self.mostImages),
            ("test images", testImages, 1...Self.mostImages),
            (
                "samples of a likelihood", evaluation.likelihoodSamples,
                EvaluationSettings.samplesRange
            ),
            ("images of a likelihood", evaluation.likelihoodImages, EvaluationSettings.imagesRange),
        ]
        return numbers.first { !$0.2.contains($0.1) }.map { "\($0.1) \($0.0)" }
    }

    /// More than any file that can be read has.
    private static let mostImages = 1 << 31
}
