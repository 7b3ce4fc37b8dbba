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
                SiteFile(
                    path: "data/results.json",
                    data: try RecordCoding.encode(ResultsDocument(results, verdict)))
            ]
            + tables(results, verdict, summaries).map { name, table in
                SiteFile(path: "data/\(name).csv", data: table.csv)
            }
    }

    /// The names of the report's own tables, which no figure may have.
    static let tableNames = [
        "comparison", "generation", "verdict", "self-tests", "training-log", "results",
    ]

    /// Those that a study has.
    private static func tables(
        _ results: StudyResults, _ verdict: StudyVerdict, _ summaries: [SizeSummary]
    ) -> [(String, DataTable)] {
        var tables = [
            ("comparison", ComparisonView.table(summaries)),
            ("training-log", TrainingLogView.table(results)),
        ]
        let samples = SampleSummary.all(results)
        if !samples.isEmpty { tables.append(("generation", ComparisonView.table(samples))) }
        if let verdict = verdict.verdict { tables.append(("verdict", VerdictView.table(verdict))) }
        if let selfTests = results.selfTests {
            tables.append(("self-tests", SelfTestView.table(selfTests)))
        }
        return tables
    }
}
