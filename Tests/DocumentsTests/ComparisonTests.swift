import Datasets
import Evaluation
import Foundation
import Models
import Studies
import Templates
import Testing
import Training

@testable import Documents
@testable import Figures

/// A study that was never trained, whose records can be changed.
private struct Draft {
    var plan: StudyPlan
    var planHash: String
    var description: StudyDescription
    var evaluations: [RunEvaluation]
    var baseline: BaselineEvaluation
    var judge: JudgeRecord?

    private let made: StudyResults

    init(_ study: SyntheticStudy) throws {
        made = try study.results()
        (plan, planHash, description) = (made.plan, made.planHash, made.description)
        evaluations = made.runs.map(\.evaluation)
        (baseline, judge) = (made.baseline, made.judge)
    }

    /// With its document.
    func compared(_ text: String) throws -> ComparedStudy {
        let results = StudyResults(
            plan: plan, planHash: planHash, description: description,
            runs: zip(made.runs, evaluations).map { run, evaluation in
                StudyResults.Run(record: run.record, epochs: run.epochs, evaluation: evaluation)
            }, baseline: baseline, judge: judge, selfTests: made.selfTests)
        let verdict = StudyVerdict(results)
        let context = FigureContext(results: results, verdict: verdict) {
            throw CancellationError()
        }
        let document = try Notebook(context).document(DocumentSource(name: "my.md", text: text))
        return ComparedStudy(results: results, verdict: verdict, document: document.document)
    }
}

private func comparison(
    _ a: SyntheticStudy = SyntheticStudy(name: "one"),
    _ b: SyntheticStudy = SyntheticStudy(name: "two"), text: String = "# T\n\n## P\n\nWords.\n",
    changing change: (inout Draft) -> Void = { _ in }
) throws -> Comparison {
    var draft = try Draft(b)
    change(&draft)
    return Comparison(try Draft(a).compared(text), try draft.compared(text))
}

@Suite struct ComparisonTests {
    @Test func tellsWhatDiffersAndWhatDoesNot() throws {
        let made = try comparison(
            SyntheticStudy(name: "one"), SyntheticStudy(name: "two", sizes: [2, 8], epochs: 9))
        let differing = made.settings.filter { !$0.isSame }
        #expect(differing.map(\.name) == ["Latent sizes", "Epochs"])
        #expect(differing[1].values == Both("8", "9"))
        let document = try made.document()
        let table = try #require(
            document.cells.compactMap { cell -> ReportTable? in
                if case .table(let table) = cell.output, cell.id == "settings" {
                    table
                } else {
                    nil
                }
            }.first)
        #expect(table.rows.map(\.head.text) == ["Latent sizes", "Epochs"])
        #expect(table.caption.contains("Batch size 64;"))
        #expect(table.data.rows.count == made.settings.count)
    }

    @Test func studiesOfOnePlanHaveNoTableOfDifferences() throws {
        let document = try comparison().document()
        #expect(!document.cells.contains { $0.id == "settings" })
        #expect(document.title == "one and two")
    }

    @Test func sizesThatOneStudyLacksAreGaps() throws {
        let made = try comparison(
            SyntheticStudy(name: "one", sizes: [2, 4, 8]),
            SyntheticStudy(name: "two", sizes: [2, 8]))
        let lines = made.lines.filter { $0.metric == "mse" }
        #expect(lines.map(\.latentSize) == [2, 4, 8])
        #expect(lines[1].a?.value == 0.0265 && lines[1].b == nil && lines[1].difference == nil)
        let figure = try #require(try made.document().figures.first { $0.id == "quality" })
        let rows = figure.table.rows.filter { $0[0] == .text("Squared error") }
        #expect(rows.map { $0[2] } == [2, 4, 8, 2, 8].map { .integer($0) })
    }

    /// Models whose distances differ by the same in every group of images differ for certain.
    @Test func differencesOnTheSameImagesArePaired() throws {
        var other = SyntheticStudy(name: "two")
        other.generation = SyntheticGeneration(distanceShift: 1)
        let lines = try comparison(SyntheticStudy(name: "one"), other).lines
        let distance = try #require(
            lines.first { $0.metric == "frechetDistance" && $0.latentSize == 8 })
        let difference = try #require(distance.difference)
        #expect(distance.isPaired == true)
        #expect(abs(difference.value - 1) < 1e-9 && (difference.halfWidth ?? 1) < 1e-9)
        // Records keep no groups of nats: 1.96 · √2 · 0.27.
        let bound = try #require(lines.first { $0.metric == "negativeELBO" && $0.latentSize == 8 })
        #expect(bound.isPaired == false && bound.difference?.value == 0)
        #expect(abs((bound.difference?.halfWidth ?? 0) - 0.748402) < 1e-5)
        #expect(!lines.contains { $0.metric.hasPrefix("relative") })
    }

    @Test func distancesOfTwoJudgesAreNoScale() throws {
        let made = try comparison { $0.judge?.modelHash = "another" }
        let distance = made.lines.filter { $0.metric == "frechetDistance" }
        #expect(distance.allSatisfy { $0.difference == nil && $0.obstacle != nil && $0.a != nil })
        // 4 + 60 exp(−8/2.2) + 0.02 of samples, 0.2 of real images, 29 + 30/32 of PPCA's.
        let relative = try #require(
            made.lines.first { $0.metric == "relativeDistance" && $0.latentSize == 8 })
        #expect(abs((relative.a?.value ?? 0) - 0.1816184565) < 1e-6)
        #expect(relative.difference?.value == 0)
        let figure = try #require(try made.document().figures.first { $0.id == "quality" })
        #expect(!figure.table.rows.contains { $0[0] == .text("Fréchet distance") })
        #expect(figure.caption.contains("Not drawn, since on no common scale: Fréchet distance"))
    }

    @Test func natsOfTwoLikelihoodsAreNotCompared() throws {
        let made = try comparison { $0.plan.likelihood = .gaussian }
        for line in made.lines {
            let isNats = ["reconstruction", "negativeELBO"].contains(line.metric)
            let isCount = line.metric == "activeUnits"
            #expect((line.difference == nil) == (isNats || isCount), "\(line.metric)")
        }
        var binary = SyntheticStudy(name: "two")
        binary.isBinary = true
        let mixed = try comparison(SyntheticStudy(name: "one"), binary).lines
        #expect(mixed.first { $0.metric == "mse" }?.obstacle?.contains("black and white") == true)
        // One study alone has the log-likelihood.
        #expect(!mixed.contains { $0.metric == "negativeLogLikelihood" })
    }

    /// An estimate from more samples is lower whatever the model.
    @Test func estimatesFromOtherNumbersOfSamplesAreNotCompared() throws {
        var (one, two) = (SyntheticStudy(name: "one"), SyntheticStudy(name: "two"))
        (one.isBinary, two.isBinary) = (true, true)
        func lines(_ samples: Int) throws -> [ComparisonLine] {
            try comparison(one, two) { draft in
                for index in draft.evaluations.indices {
                    draft.evaluations[index].likelihood?.samples = samples
                }
            }.lines.filter { $0.metric == "negativeLogLikelihood" }
        }
        let (same, other) = (try lines(100), try lines(500))
        #expect(!same.isEmpty && same.allSatisfy { $0.difference != nil && $0.obstacle == nil })
        #expect(other.count == same.count)
        for line in other {
            #expect(line.difference == nil)
            #expect(line.obstacle?.contains("K = 100 and K = 500 samples") == true)
        }
    }

    @Test func settingsThatDifferBeyondTheirRoundingDiffer() throws {
        let made = try comparison { $0.plan.training.beta = 1.002 }
        let differing = made.settings.filter { !$0.isSame }
        #expect(differing.map(\.name) == ["β"])
        #expect(differing.first?.values == Both("1", "1.002"))
        // Where three digits tell them apart there are no more.
        let rough = try comparison { $0.plan.training.learningRate = 0.0030001 }
        #expect(
            rough.settings.first { $0.name == "Learning rate" }?.values == Both("0.002", "0.003"))
    }

    @Test func plansThatDifferInWhatIsNotListedAreNotTheSame() throws {
        let hash = String(repeating: "1e", count: 32)
        let made = try comparison { $0.planHash = hash }
        let differing = made.settings.filter { !$0.isSame }
        #expect(differing.map(\.name) == ["SHA-256 of the plan begins"])
        #expect(differing.first?.values == Both("0f0f0f0f", "1e1e1e1e"))
        #expect(!ComparisonText(made).differences.contains("same"))
        // A setting that shows why is enough.
        let shown = try comparison { draft in
            draft.planHash = hash
            draft.plan.training.epochs = 9
        }
        #expect(shown.settings.filter { !$0.isSame }.map(\.name) == ["Epochs"])
        let same = ComparisonText(try comparison()).differences
        #expect(same.contains("the same in all that results depend on"))
    }

    @Test func aDifferenceMayAlwaysComeFromChance() throws {
        for changes in 1...2 {
            let made = try comparison { draft in
                draft.plan.training.epochs = 9
                if changes > 1 { draft.plan.training.beta = 4 }
            }
            #expect(made.settings.filter { !$0.isSame }.count == changes)
            #expect(ComparisonText(made).differences.hasSuffix("from any of them, or from chance."))
        }
    }

    /// Trainings that differ by their seed alone are different models.
    @Test(arguments: [[1], [1, 2]] as [[UInt64]])
    func anIntervalIsOfTheseModelsWhereThereIsOneSeed(seeds: [UInt64]) throws {
        var (one, two) = (SyntheticStudy(name: "one"), SyntheticStudy(name: "two"))
        one.seeds = [1, 2]
        two.seeds = seeds
        let caption = ComparisonText(try comparison(one, two)).metricsTable.caption
        #expect(caption.contains("where nothing differs") == (seeds.count > 1))
        #expect(caption.contains("that very model") == (seeds.count == 1))
    }

    /// Training files, and what models see of the test file, leave the test images as they are.
    @Test func testImagesAreThoseOfTheTestFile() throws {
        func words(_ change: (inout Draft) -> Void) throws -> String {
            ComparisonText(try comparison(changing: change)).scales
        }
        let digest = String(repeating: "cd", count: 32)
        let training = try words { $0.plan.fingerprint["train-images-idx3-ubyte"] = digest }
        #expect(training == "Both are measured on the same test images.")
        let binary = try words { $0.plan.training.pixels = .dynamic }
        #expect(binary.contains("the same test images, grey in A and black and white in B"))
        let test = try words { $0.plan.fingerprint["t10k-images-idx3-ubyte"] = digest }
        #expect(test.contains("on different test images"))
        // The groups that pair errors are dealt by labels.
        let labels = try comparison {
            $0.plan.fingerprint["t10k-labels-idx1-ubyte"] = digest
        }
        #expect(labels.lines.allSatisfy { $0.isPaired != true })
        let caption = ComparisonText(labels).metricsTable.caption
        #expect(caption.contains("labels of the test images differ"))
        #expect(ComparisonText(labels).scales.contains("on the same test images"))
    }

    /// As with a study of a part of the training file beside one of all: there samples are compared
    /// with half of the test images.
    @Test func samplesBesideOtherNumbersOfImagesAreCautioned() throws {
        let made = try comparison { draft in
            draft.judge?.modelHash = "another"
            draft.baseline.generation?.heldOut = .halfOfTheTestImages
            draft.baseline.generation?.floor.count = 5_000
        }
        let words =
            "compared with 10,000 test images in A and with one half of the test images, 5,000, in B"
        let lines = made.lines.filter { $0.latentSize == 8 }
        let coverage = try #require(lines.first { $0.metric == "relativeCoverage" })
        #expect(coverage.difference == nil && coverage.obstacle?.contains(words) == true)
        let distance = try #require(lines.first { $0.metric == "relativeDistance" })
        #expect(distance.difference != nil && distance.isPaired == false)
        // All test images are recognised in both.
        #expect(lines.first { $0.metric == "recognitionLoss" }?.isPaired == true)
        let text = ComparisonText(made)
        #expect(text.scales.contains(words))
        #expect(text.metricsTable.caption.contains("For relative distance samples are \(words)"))
        let document = try made.document()
        let cautions = document.cells.compactMap { cell -> [Finding]? in
            if case .value(.findings(let findings), _) = cell.output { findings } else { nil }
        }.flatMap(\.self).map(\.sentence)
        #expect(cautions.contains { $0.hasPrefix("Relative distance: samples are \(words)") })
        #expect(cautions.contains { $0.hasPrefix("Relative coverage: no difference is told") })
    }

    /// A metric at size 8 as Python gives it, from the formulas of the synthetic records: the value is
    /// the rule at the full values, the standard error √(49/50 · Σ (r₍g₎ − r̄)²) over the 50 groups of
    /// the rule at the values without group g; half widths are 1.96 standard errors, those of
    /// differences 2.0423 jackknife errors of r_B − r_A where images are paired, else
    /// 1.96 · √(se_A² + se_B²).
    struct Expected: Sendable {
        let metric: String
        let a: (value: Double, halfWidth: Double), b: (value: Double, halfWidth: Double)
        let difference: Double, paired: Double, apart: Double
    }

    static let expected = [
        Expected(
            metric: "relativeDistance", a: (0.1816184565, 0.0086005296),
            b: (0.2152460311, 0.0169949599), difference: 0.0336275746, paired: 0.0087577831,
            apart: 0.0190472510),
        Expected(
            metric: "relativeCoverage", a: (0.9025946252, 0.0138964075),
            b: (0.8499630462, 0.0135386250), difference: -0.0526315789, paired: 0.0005657346,
            apart: 0.0194011471),
        Expected(
            metric: "recognitionLoss", a: (0.0068718142, 0.0019798990),
            b: (0.0148718142, 0.0017928748), difference: 0.0080000000, paired: 0.0018681572,
            apart: 0.0026710298),
    ]

    @Test(arguments: [true, false], Self.expected)
    func positionsBetweenEachStudysLinesAreComparedWithTheirErrors(
        isOnOneTestFile: Bool, expected: Expected
    ) throws {
        var other = SyntheticStudy(name: "two")
        other.generation = SyntheticGeneration(error: 0.2, coverageShift: -0.05, distanceShift: 1)
        let file = isOnOneTestFile ? "train-images-idx3-ubyte" : "t10k-images-idx3-ubyte"
        let made = try comparison(SyntheticStudy(name: "one"), other) { draft in
            draft.plan.fingerprint[file] = String(repeating: "cd", count: 32)
            draft.judge?.modelHash = "another"
            draft.judge?.accuracy.mean = 0.985
            draft.judge?.accuracyGroups = SyntheticGeneration.sums(
                0.985, spread: 0.004, number: 3)
        }
        let line = try #require(
            made.lines.first { $0.metric == expected.metric && $0.latentSize == 8 })
        func expect(_ number: ComparisonLine.Number?, _ value: Double, _ halfWidth: Double) {
            #expect(abs((number?.value ?? .infinity) - value) < 1e-8)
            #expect(abs((number?.halfWidth ?? .infinity) - halfWidth) < 1e-8)
        }
        expect(line.a, expected.a.value, expected.a.halfWidth)
        expect(line.b, expected.b.value, expected.b.halfWidth)
        expect(
            line.difference, expected.difference,
            isOnOneTestFile ? expected.paired : expected.apart)
        #expect(line.isPaired == isOnOneTestFile)
        #expect(line.obstacle == nil)
    }
}
