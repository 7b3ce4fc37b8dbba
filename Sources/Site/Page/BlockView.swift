import Documents
import Figures

/// A piece of a document: exactly one of its lists has an element.
///
/// What two studies have in a place is several of them on end: views hold none of their own kind.
struct BlockView: TemplateView {
    /// A heading below those of sections.
    struct Heading: TemplateView {
        var level = 3
        var id = "", html = ""
    }

    /// The beginning of what one study has.
    struct ColumnStart: TemplateView {
        /// Whether it is the first of its place, and whether there is no other.
        var isFirst = false, isAlone = false
        /// Whether columns stand below each other whatever the window's width.
        var isStacked = false
        var study = ""
    }

    /// The end of what one study has.
    struct ColumnEnd: TemplateView {
        /// Whether it is the last of its place.
        var isLast = false
    }

    var columnStarts: [ColumnStart] = []
    var columnEnds: [ColumnEnd] = []
    /// HTML.
    var prose: [String] = []
    var proseTables: [String] = []
    var headings: [Heading] = []
    var cells: [CellView] = []
}

extension BlockView {
    /// Of blocks in order; `isHalf` where they share the page’s width with others.
    static func all(_ blocks: [Document.Block], isHalf: Bool = false) throws -> [BlockView] {
        try blocks.flatMap { block -> [BlockView] in
            switch block {
            case .prose(let words): return [BlockView(prose: [words.html])]
            case .table(let words): return [BlockView(proseTables: [words.html])]
            case .heading(let level, let id, let words):
                return [BlockView(headings: [Heading(level: level, id: id, html: words.html)])]
            case .cell(let cell): return [BlockView(cells: [try CellView(cell, isHalf: isHalf)])]
            case .columns(let columns): return try views(columns)
            }
        }
    }

    private static func views(_ columns: [Document.Column]) throws -> [BlockView] {
        let isAlone = columns.count == 1
        let isStacked = isAlone || columns.contains { !$0.blocks.allSatisfy(\.fitsHalf) }
        return try columns.enumerated().flatMap { place, column in
            let start = ColumnStart(
                isFirst: place == 0, isAlone: isAlone, isStacked: isStacked, study: column.study)
            return [BlockView(columnStarts: [start])]
                + (try all(column.blocks, isHalf: !isStacked))
                + [BlockView(columnEnds: [ColumnEnd(isLast: place == columns.count - 1)])]
        }
    }
}

extension Document.Block {
    /// Half of the page’s column in CSS pixels, at the least where two stand beside each other.
    private static let half = 430

    /// Whether it can be read in half of the page’s width.
    fileprivate var fitsHalf: Bool {
        switch self {
        case .prose, .heading: true
        case .table, .columns: false
        case .cell(let cell): Self.fitsHalf(cell.output)
        }
    }

    private static func fitsHalf(_ output: CellOutput) -> Bool {
        switch output {
        case .figure(let figure):
            switch figure.content {
            case .chart: figure.narrow != nil
            // Twice its pixels, and what names its rows, is the least that details are seen at.
            case .image(_, let width, _, let scale): width * min(scale, 2) <= half - 60
            }
        case .table(let table): table.heads.count <= 3
        case .explorer, .log: false
        case .value(let value, _): if case .code = value { false } else { true }
        case .verdict, .equation, .nothing: true
        }
    }
}

/// A cell with its output: one of its lists has an element.
struct CellView: TemplateView {
    /// A formula.
    struct Equation: TemplateView {
        var label = "", shortNumber = "", mathML = ""
    }

    var number = ""
    /// As it is written, of cells that a document has.
    var sources: [String] = []
    /// A class of the style sheet, after a blank.
    var kind = ""
    /// Where links to it go, for cells that hold nothing with an anchor.
    var anchors: [String] = []
    var explorers: [ExplorerView] = []
    var figures: [FigureView] = []
    var numbers: [TableView] = []
    var values: [ValueView] = []
    var logs: [TrainingLogView] = []
    var verdicts: [VerdictView] = []
    var equations: [Equation] = []
}

extension CellView {
    init(_ cell: Document.NumberedCell, isHalf: Bool = false) throws {
        number = "\(cell.number)"
        sources = cell.source.isEmpty ? [] : [cell.source]
        switch cell.output {
        case .figure(let figure):
            kind = " exhibit"
            figures = [FigureView(figure, of: cell, isHalf: isHalf)]
        case .explorer(let figure):
            kind = " exhibit"
            explorers = try ExplorerView(figure).map { [$0] } ?? []
            figures = [FigureView(figure.strip, of: cell)]
        case .table(let table):
            kind = " exhibit"
            numbers = [TableView(table, of: cell)]
        case .value(let value, let title):
            kind = " value"
            values = [ValueView(value, title: title)]
        case .log(let log):
            kind = " exhibit"
            anchors = [cell.anchor]
            logs = [TrainingLogView(log, of: cell)]
        case .verdict(let box):
            anchors = [cell.anchor]
            verdicts = [VerdictView(box)]
        case .equation(let equation):
            kind = " equation"
            anchors = [cell.anchor]
            let label = cell.label ?? ""
            equations = [
                Equation(
                    label: label,
                    shortNumber: label.split(separator: " ").last.map(String.init) ?? "",
                    mathML: equation.mathML)
            ]
        case .nothing: break
        }
    }
}
