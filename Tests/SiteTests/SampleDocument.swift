import Evaluation
import Foundation
import Studies
import Templates

@testable import Documents
@testable import Figures
@testable import Site

/// The usual report with figures from anywhere: its own figure cells are left out, and the given ones
/// stand in a section of their own.
enum SampleDocument {
    static func report(
        _ results: StudyResults, _ verdict: StudyVerdict, figures: [RenderedFigure]
    ) throws -> Document {
        let text = Templates.report.text.replacing(
            /(?s)```(figure|images|explorer) .*?```\n/, with: "")
        let context = FigureContext(results: results, verdict: verdict) {
            throw CancellationError()
        }
        let document = try Notebook(context)
            .document(DocumentSource(name: "report.md", text: text)).document
        let blocks = figures.enumerated().map { place, figure in
            Document.Block.cell(
                .init(
                    number: 100 + place, kind: .figure, id: figure.id, source: "```\n```",
                    label: "Figure \(place + 1)", output: .figure(figure)))
        }
        return Document(
            title: document.title, titleWords: document.titleWords, opening: document.opening,
            sections: document.sections
                + (blocks.isEmpty
                    ? []
                    : [
                        .init(
                            id: "figures", heading: "Figures",
                            headingWords: Words(html: "Figures", markdown: "Figures"),
                            blocks: blocks)
                    ]),
            footnotes: document.footnotes, notes: document.notes)
    }
}

extension SiteBuilder {
    func report(
        results: StudyResults, verdict: StudyVerdict, figures: [RenderedFigure]
    ) throws -> Data {
        try report(
            results: results, verdict: verdict,
            document: SampleDocument.report(results, verdict, figures: figures))
    }

    func write(
        results: StudyResults, verdict: StudyVerdict, figures: [RenderedFigure]
    ) throws -> WrittenReport {
        try write(
            results: results, verdict: verdict,
            document: SampleDocument.report(results, verdict, figures: figures))
    }
}
