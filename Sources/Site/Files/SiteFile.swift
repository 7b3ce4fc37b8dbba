import Evaluation
import Figures
import Foundation
import Storage
import Studies

/// A file beside a report.
struct SiteFile {
    /// In the study's folder: `figures/loss-curves.svg`.
    let path: String
    let data: Data

    /// Every figure's pictures and numbers, the tables of the report, and the records.
    static func all(
        results: StudyResults, verdict: StudyVerdict, figures: [RenderedFigure]
    ) throws -> [SiteFile] {
        let summaries = results.plan.latentSizes.compactMap {
            SizeSummary(latentSize: $0, results: results)
        }
        return figures.flatMap(\.files).map { SiteFile(path: "figures/\($0.name)", data: $0.data) }
            + figures.flatMap(\.dataFiles).map {
                SiteFile(path: "data/\($0.name)", data: $0.data)
            }
            + [
                SiteFile(path: "data/comparison.csv", data: ComparisonView.table(summaries).csv),
                SiteFile(path: "data/training-log.csv", data: TrainingLogView.table(results).csv),
                SiteFile(
                    path: "data/results.json",
                    data: try RecordCoding.encode(ResultsDocument(results, verdict))),
            ]
    }
}
