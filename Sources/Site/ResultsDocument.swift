import Evaluation
import Studies
import Training

/// `data/results.json`: a study's records in one file, with its card for the list of studies.
struct ResultsDocument: Encodable {
    /// One training with its evaluation.
    struct Run: Encodable {
        let record: RunRecord
        let epochs: [EpochRecord]
        let evaluation: RunEvaluation
    }

    /// Changes when a key changes its meaning.
    let formatVersion = 2
    let card: StudyCard
    let plan: StudyPlan
    let planHash: String
    let description: StudyDescription
    let baseline: BaselineEvaluation
    let judge: JudgeRecord?
    let selfTests: SelfTestRecord?
    /// At several margins; none where generation is not measured.
    let verdicts: [Verdict]
    let opinions: SecondOpinions?
    let runs: [Run]

    /// `title` is the document's.
    init(_ results: StudyResults, _ verdict: StudyVerdict, title: String) {
        card = StudyCard(results, verdict, title: title)
        verdicts = verdict.byShare
        opinions = verdict.opinions
        judge = results.judge
        selfTests = results.selfTests
        plan = results.plan
        planHash = results.planHash
        description = results.description
        baseline = results.baseline
        runs = results.runs.map {
            Run(record: $0.record, epochs: $0.epochs, evaluation: $0.evaluation)
        }
    }

    /// All that the list of studies reads of the file.
    struct Summary: Decodable {
        let card: StudyCard
    }
}
