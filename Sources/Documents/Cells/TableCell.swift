import Evaluation
import Figures

/// The tables that a document can show.
public enum TableCell: String, Sendable, Hashable, CaseIterable {
    case comparison, generation, verdict, margins, opinions, checkpoints
    case selfTests = "self-tests"

    /// What it heeds beside the words of every table.
    var options: [String] {
        switch self {
        case .comparison, .generation, .checkpoints: ["latentSizes"]
        case .verdict, .margins, .opinions: ["margin", "metric", "samples"]
        case .selfTests: []
        }
    }

    /// Nil where the study has no matter for it.
    func table(
        _ results: StudyResults, _ answer: StudyVerdict, _ options: CellOptions
    ) -> ReportTable? {
        let sizes = options.figure.latentSizes
        switch self {
        case .comparison:
            return .comparison(results, answer: answer.latentSize, latentSizes: sizes)
        case .generation:
            return .generation(results, answer: answer.latentSize, latentSizes: sizes)
        case .verdict: return answer.verdict.map { .verdict($0, judge: results.judge) }
        case .margins: return answer.verdict.map { .margins(answer, $0) }
        case .opinions:
            guard let verdict = answer.verdict, let opinions = answer.opinions else { return nil }
            return .opinions(opinions, verdict)
        case .selfTests:
            guard let tests = results.selfTests, let judge = results.judge else { return nil }
            return .selfTests(tests, judge: judge)
        case .checkpoints: return .checkpoints(results, latentSizes: sizes)
        }
    }
}
