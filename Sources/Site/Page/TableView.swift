import Documents
import Figures

/// A table of the report as the page shows it.
struct TableView: TemplateView {
    /// A column's heading.
    struct Head: TemplateView {
        var title = ""
        var hasUnit = false
        var unit = ""
        var isText = false
    }

    /// One line.
    struct Row: TemplateView {
        /// Its head.
        var text = ""
        var isText = false
        var hasDetail = false
        var detail = ""
        /// Whether it stands out, and by what word.
        var isMarked = false
        var mark = ""
        var cells: [Cell] = []
    }

    /// One entry.
    struct Cell: TemplateView {
        var text = ""
        /// Whether its column is of words.
        var isText = false
        var isBest = false
        var hasDetail = false
        var detail = ""
        var hasClass = false
        /// Of the style sheet.
        var classes = ""
        var standings: [Standing] = []
    }

    /// How something stands.
    struct Standing: TemplateView {
        var glyph = "", word = "", kind = ""
    }

    var anchor = "", label = "", title = "", caption = ""
    /// Whether it fills the page's width, and whether its many columns are set closer.
    var isComparison = false, isDense = false
    var heads: [Head] = []
    var rows: [Row] = []
    var downloads: [ReportPage.Download] = []
}

extension TableView {
    /// More columns than this are set closer.
    private static let mostColumns = 8

    init(_ table: ReportTable, of cell: Document.NumberedCell) {
        anchor = cell.anchor
        label = cell.label ?? ""
        title = table.title
        caption = table.caption
        isDense = table.heads.count > Self.mostColumns
        isComparison =
            isDense || table.rows.contains { row in row.cells.contains { $0.detail != nil } }
        heads = table.heads.map {
            Head(
                title: $0.title, hasUnit: $0.unit != nil, unit: $0.unit ?? "", isText: $0.isText)
        }
        let isText = table.heads.map(\.isText)
        rows = table.rows.map { row in
            Row(
                text: row.head.text, isText: isText.first ?? false,
                hasDetail: row.head.detail != nil, detail: row.head.detail ?? "",
                isMarked: row.mark != nil, mark: row.mark ?? "",
                cells: zip(row.cells, isText.dropFirst()).map { Cell($0, isText: $1) })
        }
        downloads = [
            ReportPage.Download(
                address: DataAddress.of(text: table.data.csv, type: .csv),
                fileName: "\(cell.id).csv", kind: "CSV", what: cell.label ?? "The table")
        ]
    }
}

extension TableView.Cell {
    fileprivate init(_ cell: ReportTable.Cell, isText: Bool) {
        let classes = (isText ? ["t"] : []) + (cell.isCode ? ["code"] : [])
        self.init(
            text: cell.text, isText: isText, isBest: cell.isBest, hasDetail: cell.detail != nil,
            detail: cell.detail ?? "", hasClass: !classes.isEmpty,
            classes: classes.joined(separator: " "),
            standings: cell.standing.map {
                [TableView.Standing(glyph: $0.glyph, word: $0.word, kind: $0.kind)]
            } ?? [])
    }
}
