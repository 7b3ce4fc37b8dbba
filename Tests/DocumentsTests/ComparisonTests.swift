import Evaluation
import Foundation
import Models
import Studies
import Templates
import Testing

@testable import Documents
@testable import Figures

/// A study that was never trained, with its document.
private func compared(
    _ study: SyntheticStudy, _ text: String, _ change: (inout StudyPlan, inout JudgeRecord?) -> Void
) throws -> ComparedStudy {
    let made = try study.results()
    var (plan, judge) = (made.plan, made.judge)
    change(&plan, &judge)
    let results = StudyResults(
        plan: plan, planHash: made.planHash, description: made.description, runs: made.runs,
        baseline: made.baseline, judge: judge, selfTests: made.selfTests)
    let verdict = StudyVerdict(results)
    let context = FigureContext(results: results, verdict: verdict) { throw CancellationError() }
    let document = try Notebook(context).document(DocumentSource(name: "my.md", text: text))
    return ComparedStudy(results: results, verdict: verdict, document: document.document)
}

private func comparison(
    _ a: SyntheticStudy = SyntheticStudy(name: "one"),
    _ b: SyntheticStudy = SyntheticStudy(name: "two"), text: String = "# T\n\n## P\n\nWords.\n",
    changing change: (inout StudyPlan, inout JudgeRecord?) -> Void = { _, _ in }
) throws -> Comparison {
    Comparison(try compared(a, text) { _, _ in }, try compared(b, text, change))
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
        let made = try comparison { _, judge in judge?.modelHash = "another" }
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
        let made = try comparison { plan, _ in plan.likelihood = .gaussian }
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
}
