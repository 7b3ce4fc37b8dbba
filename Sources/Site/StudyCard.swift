import Documents
import Drawing
import Evaluation
import Studies
import Training

/// What the list of studies shows of one, read from its `data/results.json`.
public struct StudyCard: Codable, Hashable, Sendable {
    /// The folder's name in the site.
    public var name: String
    /// For people; any text.
    public var title: String
    /// The data set's name for people.
    public var dataTitle: String
    /// Latent sizes, rising.
    public var latentSizes: [Int]
    /// Trainings of each size.
    public var seeds: Int
    /// Epochs of each training.
    public var epochs: Int
    /// The size that the verdict names; nil where it names none.
    public var answer: Int?
    /// The verdict in a word: `8`, `none`, `open`, or `–` where there is none; nil in reports of before
    /// there was one.
    public var sign: String?
    /// The answer in one sentence.
    public var headline: String
    /// What weakens the answer, one sentence each.
    public var warnings: [String]

    /// The card of a study.
    init(_ results: StudyResults, _ verdict: StudyVerdict, title: String) {
        name = results.description.name
        self.title = title
        dataTitle = results.description.dataTitle
        latentSizes = results.plan.latentSizes
        seeds = results.plan.seeds.count
        epochs = results.plan.training.epochs
        answer = verdict.latentSize
        sign = verdict.sign
        headline = AnswerText.bound(verdict.headline)
        warnings =
            (results.description.dataSubstitution.map { [$0] } ?? [])
            + verdict.warnings.map { AnswerText.bound($0.sentence) }
    }
}
