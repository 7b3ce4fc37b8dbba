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
}
