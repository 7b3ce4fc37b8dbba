import Diagnostics
import Drawing
import Evaluation
import Testing

@testable import Documents

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

    private func analysis(_ study: SyntheticStudy) throws -> [String] {
        let results = try study.results()
        return AnalysisText.findings(results, answer: StudyVerdict(results)).map(\.sentence)
    }

    @Test func claimsWhatIntervalsAllow() throws {
        let sentences = try analysis(SyntheticStudy()).joined(separator: "\n")
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
    @Test func claimsLessWhereSeedsDiffer() throws {
        let sentences = try analysis(SyntheticStudy(seeds: [1, 7])).joined(separator: "\n")
        #expect(sentences.contains("sizes 8 and 32 cannot be told from it."), "\(sentences)")
        #expect(sentences.contains("from 16 to 32 no difference can be told"))
    }

    @Test func namesSizesThatDoNotBeatPCA() throws {
        let sentences = try analysis(SyntheticStudy(pcaShift: -0.0158)).joined(separator: "\n")
        #expect(
            sentences.contains(
                "Against PCA with as many components, the mean squared error is below it at size 4"
                    + " and 8, above it at size 32, not to be told from it at size 2 and 16."),
            "\(sentences)")
    }

    /// Prior samples are twice as far as the mixture's at every size, at 2 and 4 both are far.
    @Test func tellsMismatchFromLackOfCapacity() throws {
        let sentences = try analysis(SyntheticStudy()).joined(separator: "\n")
        #expect(sentences.contains("at size 32: there the codes do not fill the prior"))
        #expect(sentences.contains("At size 2 and 4 even the mixture’s samples"), "\(sentences)")
        #expect(sentences.contains("precision rises from 0.79 to 0.88, and recall rises"))
        #expect(sentences.contains("No size’s samples of the prior are flagged as copies"))
        #expect(sentences.contains("at size 16 and 32 no difference from the originals"))
    }

    @Test func claimsNoMismatchWithinTheIntervals() throws {
        let sentences = try analysis(
            SyntheticStudy(generation: SyntheticGeneration(error: 40, isMemorised: true))
        ).joined(separator: "\n")
        #expect(!sentences.contains("prior mismatch"))
        #expect(sentences.contains("no difference in Fréchet distance can be told at size 2, 4"))
        #expect(sentences.contains("a lack of capacity shows at none"))
        #expect(sentences.contains("samples of the prior lie closer to training images"))
    }

    @Test func saysNothingOfWhatIsNotMeasured() throws {
        let sentences = try analysis(SyntheticStudy(generation: nil)).joined(separator: "\n")
        for word in ["prior", "mixture", "judge", "recall"] {
            #expect(!sentences.contains(word), "\(word)")
        }
    }
}
