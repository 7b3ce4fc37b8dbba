import Drawing
import Evaluation
import Foundation
import Testing

@testable import Figures

/// Every chart of a study.
private func charts(_ results: StudyResults) -> [any ChartFigure] {
    let view = StudyView(results)
    return [
        QualityBySize(view, answer: FirstAnswer(results)), LossCurves(view), LossOverlay(view),
        KLPerDimension(view), RateDistortion(view),
    ]
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
        let results = SyntheticStudy.results(
            latentSizes: study.sizes, seeds: study.seeds, epochs: study.epochs)
        for figure in charts(results) {
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
            let results = SyntheticStudy.results(hasPCA: hasPCA)
            let figure = try QualityBySize(StudyView(results), answer: nil).rendered()
            return "\(figure.caption) \(figure.altText) \(figure.table.csv)"
        }
        let with = try words(true)
        let without = try words(false)
        #expect(with.contains("principal components") && with.contains("PCA"))
        #expect(!without.contains("principal components") && !without.contains("PCA"))
        #expect(without.contains("the dashed line is the number of units"))
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
