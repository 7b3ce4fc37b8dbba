import Drawing
import Figures
import Foundation

/// A table of subjects and metrics.
struct ComparisonView: TemplateView {
    /// A column's heading.
    struct Head: TemplateView {
        var title = ""
        var hasUnit = false
        var unit = ""
    }

    /// One subject.
    struct Row: TemplateView {
        /// A latent size, or what stands in for a model; and of what kind its samples are.
        var size = "", kind = ""
        var hasKind = false
        var isAnswer = false
        var cells: [Cell] = []
    }

    /// One metric of one subject.
    struct Cell: TemplateView {
        var value = ""
        var isBest = false
        var hasInterval = false
        var interval = ""
        var remarks: [String] = []
    }

    /// `comparison`, for anchors.
    var id = ""
    var number = "", title = "", caption = ""
    var head: [Head] = []
    var rows: [Row] = []
    var downloads: [ReportPage.Download] = []
}

extension ComparisonView.Head {
    init(_ title: String, unit: String = "") {
        self.init(title: title, hasUnit: !unit.isEmpty, unit: unit)
    }
}

extension ComparisonView.Row {
    init(size: String, kind: String = "", isAnswer: Bool, cells: [ComparisonView.Cell]) {
        self.init(
            size: size, kind: kind, hasKind: !kind.isEmpty, isAnswer: isAnswer, cells: cells)
    }
}

extension ReportPage.Download {
    /// A table as a file that the page carries.
    init(_ table: DataTable, fileName: String, what: String) {
        self.init(
            address: DataAddress.of(text: table.csv, type: .csv), fileName: fileName, kind: "CSV",
            what: what)
    }
}
