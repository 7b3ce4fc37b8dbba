import Drawing
import Figures
import Foundation

/// The table of all sizes and metrics.
struct ComparisonView: TemplateView {
    /// A column's heading.
    struct Head: TemplateView {
        var title = ""
        var hasUnit = false
        var unit = ""
    }

    /// One latent size.
    struct Row: TemplateView {
        var size = ""
        var isAnswer = false
        var cells: [Cell] = []
    }

    /// One metric at one size.
    struct Cell: TemplateView {
        var value = ""
        var isBest = false
        var hasInterval = false
        var interval = ""
    }

    var number = "", title = "", caption = ""
    var head: [Head] = []
    var rows: [Row] = []
    var downloads: [ReportPage.Download] = []
}

extension ComparisonView {
    /// All sizes, rising; `answer` is marked.
    init(_ summaries: [SizeSummary], answer: Int?, rule: String) {
        let columns = ComparisonColumn.all
        number = "1"
        title = "All metrics by latent size, on the test images"
        caption =
            "The best mean of each metric is bold; that alone does not make it better than its"
            + " neighbours. \(rule)"
        head =
            [Head(title: "Latent size")]
            + columns.map { Head(title: $0.title, hasUnit: !$0.unit.isEmpty, unit: $0.unit) }
        let best = columns.map { $0.best(summaries) }
        rows = summaries.map { summary in
            Row(
                size: NumberText.integer(summary.latentSize),
                isAnswer: summary.latentSize == answer,
                cells: zip(columns, best).map { column, best in
                    column.cell(summary, isBest: best == summary.latentSize)
                })
        }
        let table = Self.table(summaries)
        downloads = [
            ReportPage.Download(
                address: DataAddress.of(text: table.csv, type: .csv), fileName: "comparison.csv",
                kind: "CSV", what: "The comparison")
        ]
    }

    /// The same numbers for files.
    static func table(_ summaries: [SizeSummary]) -> DataTable {
        let columns = ComparisonColumn.all
        return DataTable(
            columns: [DataTable.Column("Latent size", key: "latent_size")]
                + columns.flatMap(\.fileColumns),
            rows: summaries.map { summary in
                [.integer(summary.latentSize)] + columns.flatMap { $0.fileCells(summary) }
            })
    }
}
