import Diagnostics
import Drawing
import Evaluation
import Testing

@testable import Site

@Suite struct WordsTests {
    @Test(arguments: [
        (0.002, "0.002"), (1, "1"), (0.5, "0.5"), (6.25e-6, "6.25 × 10⁻⁶"), (0, "0"), (100, "100"),
        (1e-9, "1.00 × 10⁻⁹"), (120, "120"),
    ])
    func shortNumbers(_ value: Double, _ text: String) {
        #expect(NumberText.short(value) == text)
    }

    @Test func signsStayWithTheirNumbers() {
        #expect(
            AnswerText.bound("(95 % interval −10.9 % to −1), n = 1, two-sided")
                == "(95\u{202F}% interval −10.9\u{202F}% to −1), n\u{A0}=\u{A0}1, two-sided")
    }

    @Test func lists() {
        #expect(NumberText.list([2]) == "2")
        #expect(NumberText.list([2, 4]) == "2 and 4")
        #expect(NumberText.list([2, 4, 8]) == "2, 4 and 8")
        #expect(ListText.of([]) == "none")
        #expect(NumberText.counted(1, "epoch") == "1 epoch")
        #expect(NumberText.counted(2000, "row") == "2,000 rows")
    }

    /// scipy: mean ± sqrt((1.96 * 0.3)² + (t.ppf(.975, 2) * std([100, 101, 103], ddof=1) / sqrt(3))²)
    @Test func intervalOverSeedsAndImages() {
        let interval = Interval(
            [100, 101, 103].map { RunEvaluation.Estimate(mean: $0, standardError: 0.3) })
        #expect(abs(interval.mean - 101.333_333) < 1e-5)
        #expect(abs(interval.halfWidth - 3.839_86) < 1e-4, "\(interval.halfWidth)")
        let single = Interval([RunEvaluation.Estimate(mean: 5, standardError: 1)])
        #expect(single == Interval(mean: 5, halfWidth: 1.96))
    }

    private func analysis(_ study: SyntheticStudy) -> [String] {
        let results = study.results
        let summaries = study.sizes.compactMap { SizeSummary(latentSize: $0, results: results) }
        return AnalysisText.sentences(summaries, results: results, answer: FirstAnswer(results))
    }

    @Test func claimsWhatIntervalsAllow() {
        let sentences = analysis(SyntheticStudy()).joined(separator: "\n")
        #expect(
            sentences.contains(
                "The lowest mean negative ELBO is 99.3\u{202F}±\u{202F}0.5\u{202F}nats per image, at"
                    + " size 16; for every other size the 95\u{202F}% interval of the difference excludes"
                    + " 0."))
        #expect(sentences.contains("from 16 to 32 it rises by 0.5 to 1.9\u{202F}nats"))
        #expect(sentences.contains("Every size reconstructs with a lower mean squared error"))
        #expect(sentences.contains("Not all dimensions are used: 16 of 32 are active."))
    }

    /// Two seeds that lie apart: what one seed seemed to show can no longer be told.
    @Test func claimsLessWhereSeedsDiffer() {
        let sentences = analysis(SyntheticStudy(seeds: [1, 7])).joined(separator: "\n")
        #expect(sentences.contains("size 8 and 32 cannot be told from it."), "\(sentences)")
        #expect(sentences.contains("from 16 to 32 no difference can be told"))
    }

    @Test func namesSizesThatDoNotBeatPCA() {
        let sentences = analysis(SyntheticStudy(pcaShift: -0.0158)).joined(separator: "\n")
        #expect(
            sentences.contains(
                "Against PCA with as many components, the mean squared error is below it at size 4"
                    + " and 8, above it at size 32, not to be told from it at size 2 and 16."),
            "\(sentences)")
    }
}
