import Drawing
import Evaluation
import Foundation
import Testing

@testable import Figures

/// Every chart of a study.
private func charts(_ results: StudyResults) throws -> [any ChartFigure] {
    let view = try StudyView(results)
    let generation = try GenerationBySize(view).map { [$0] } ?? []
    return [
        try QualityBySize(view, verdict: StudyVerdict(results)), try LossCurves(view),
        try LossOverlay(view),
        KLPerDimension(view), RateDistortion(view),
    ] + generation
}

@Suite struct ChartFigureTests {
    @Test(arguments: [
        (name: "quick", sizes: [2, 4, 8, 16], seeds: [UInt64(1)], epochs: 8),
        (name: "full", sizes: [2, 4, 8, 12, 16, 24, 32], seeds: [1, 2, 3], epochs: 20),
        (name: "smoke", sizes: [2, 8], seeds: [1], epochs: 1),
        (name: "one", sizes: [1], seeds: [7], epochs: 2),
    ])
    func everyChartRenders(
        study: (name: String, sizes: [Int], seeds: [UInt64], epochs: Int)
    ) throws {
        let results = try SyntheticStudy.results(
            latentSizes: study.sizes, seeds: study.seeds, epochs: study.epochs)
        for figure in try charts(results) {
            let rendered = try figure.rendered()
            #expect(rendered.altText.count >= 20)
            #expect(rendered.caption.hasSuffix("."))
            #expect(!rendered.table.rows.isEmpty)
            #expect(
                rendered.files.map(\.name) == [
                    "\(figure.id).svg", "\(figure.id)-dark.svg", "\(figure.id).png",
                    "\(figure.id).pdf",
                ])
            try Previews.keep(rendered, study: study.name)
        }
    }

    @Test func speaksOfPCAOnlyWhereItIs() throws {
        func words(_ hasPCA: Bool) throws -> String {
            let results = try SyntheticStudy.results(hasPCA: hasPCA)
            return try charts(results).map {
                let figure = try $0.rendered()
                return
                    "\(figure.caption) \(figure.altText) \(String(decoding: figure.table.csv, as: UTF8.self))"
            }.joined()
        }
        let with = try words(true)
        let without = try words(false)
        #expect(with.contains("principal components") && with.contains("PCA"))
        #expect(!without.contains("principal components") && !without.contains("PCA"))
        #expect(without.contains("The dashed line is the number of units"))
    }

    /// Every number that is drawn is in the table, and the other way round.
    @Test(arguments: [[UInt64(1)], [1, 2, 3]]) func tablesHoldWhatIsDrawn(seeds: [UInt64]) throws {
        let results = try SyntheticStudy.results(seeds: seeds)
        let view = try StudyView(results)
        let figures: [any ChartFigure] = [
            try QualityBySize(view, verdict: StudyVerdict(results)),
            try #require(try GenerationBySize(view)),
        ]
        for figure in figures {
            let marks = figure.chart(.wide).rows.flatMap { $0 }.flatMap(\.marks)
            var drawn = Set<Double>()
            var intervals = Set<[Double]>()
            for mark in marks {
                switch mark {
                case .line(let line): drawn.formUnion(line.points.map(\.y))
                case .points(let points): drawn.formUnion(points.places.map(\.y))
                case .intervals(let spans, _): intervals.formUnion(spans.map { [$0.low, $0.high] })
                case .band(let band): intervals.formUnion(band.spans.map { [$0.low, $0.high] })
                default: continue
                }
            }
            func number(_ cell: DataTable.Cell) -> Double? {
                if case .number(let value, _) = cell { value } else { nil }
            }
            #expect(Set(figure.table.rows.compactMap { number($0[3]) }) == drawn)
            let told = figure.table.rows.map { $0[4...5].compactMap(number) }
            #expect(Set(told.filter { !$0.isEmpty }) == intervals)
            #expect(Set(figure.table.rows).count == figure.table.rows.count)
        }
    }

    @Test func saysWhichJudgeAndWhichLines() throws {
        let results = try SyntheticStudy.results(latentSizes: [2, 4, 8, 16, 32])
        let figure = try QualityBySize(try StudyView(results), verdict: StudyVerdict(results))
        #expect(figure.caption.hasPrefix("Eight metrics"))
        #expect(figure.caption.contains("in the features of a judge with 97.7 % test accuracy"))
        #expect(figure.caption.contains("images of the training file that nothing was trained on"))
        #expect(figure.caption.contains("the size that the verdict names, 8."))
        #expect(
            figure.altText.contains("Fréchet distance, mixture 14.10 to 2.01"), "\(figure.altText)")
        let series = Set(
            figure.table.rows.filter { $0[0] == .text("Fréchet distance") }.map { $0[1] })
        #expect(
            series == [
                .text("prior"), .text("mixture"), .text("PPCA"), .text("floor"), .text("margin"),
            ])
    }

    @Test func drawsNoSamplesWhereTheyAreNotMeasured() throws {
        let results = try SyntheticStudy.results(generation: nil)
        let view = try StudyView(results)
        #expect(try GenerationBySize(view) == nil)
        let figure = try QualityBySize(view, verdict: StudyVerdict(results))
        #expect(figure.caption.hasPrefix("Six metrics"))
        #expect(!figure.caption.contains("judge") && !figure.altText.contains("réchet"))
        #expect(try figure.rendered().table.rows.contains { $0[0] == .text("Reconstruction") })
    }

    /// Where the largest distance is above 20 times the smallest, or it is not.
    @Test(arguments: [(1.0, false), (-3.9, true)])
    func farDistancesAreOnALogarithmicAxis(_ shift: Double, _ isLogarithmic: Bool) throws {
        let results = try SyntheticStudy.results(
            generation: SyntheticGeneration(distanceShift: shift))
        let figure = try QualityBySize(try StudyView(results), verdict: StudyVerdict(results))
        let scale = figure.chart(.wide).rows[0][0].y.scale
        #expect((scale == .logarithmic(base: 10)) == isLogarithmic)
    }
}

/// With `FIGURE_PREVIEWS=DIR` set, tests leave the figures there for looking at.
enum Previews {
    static func keep(_ figure: RenderedFigure, study: String) throws {
        guard let path = ProcessInfo.processInfo.environment["FIGURE_PREVIEWS"] else { return }
        let folder = URL(fileURLWithPath: path).appendingPathComponent(study)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in figure.files + figure.dataFiles {
            try file.data.write(to: folder.appendingPathComponent(file.name))
        }
        if let narrow = figure.narrow {
            try narrow.light.write(to: folder.appendingPathComponent("\(figure.id)-narrow.svg"))
            try narrow.dark.write(
                to: folder.appendingPathComponent("\(figure.id)-narrow-dark.svg"))
        }
        let words = "\(figure.title)\n\n\(figure.caption)\n\n\(figure.altText)\n"
        try Data(words.utf8).write(to: folder.appendingPathComponent("\(figure.id).txt"))
    }
}
