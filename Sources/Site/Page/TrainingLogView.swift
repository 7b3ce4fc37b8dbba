import Documents
import Figures

/// Training logs as the page shows them, each folded.
struct TrainingLogView: TemplateView {
    /// One training.
    struct Run: TemplateView {
        var title = "", summary = ""
        var rows: [Row] = []
    }

    /// One epoch.
    struct Row: TemplateView {
        var epoch = ""
        /// Whether its weights are the ones kept.
        var isKept = false
        var cells: [String] = []
    }

    var title = "", caption = ""
    var runs: [Run] = []
    var downloads: [ReportPage.Download] = []
}

extension TrainingLogView {
    init(_ log: TrainingLog, of cell: Document.NumberedCell) {
        title = log.title
        caption = log.caption
        runs = log.runs.map { run in
            Run(
                title: run.title, summary: run.summary,
                rows: run.rows.map { Row(epoch: $0.epoch, isKept: $0.isKept, cells: $0.cells) })
        }
        downloads = [
            ReportPage.Download(
                address: DataAddress.of(text: log.data.csv, type: .csv),
                fileName: "\(cell.id).csv", kind: "CSV", what: log.title)
        ]
    }
}
