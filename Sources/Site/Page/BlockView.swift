import Documents
import Figures

/// A piece of a document: exactly one of its lists has an element.
struct BlockView: TemplateView {
    /// A heading below those of sections.
    struct Heading: TemplateView {
        var level = 3
        var id = "", html = ""
    }

    /// HTML.
    var prose: [String] = []
    var proseTables: [String] = []
    var headings: [Heading] = []
    var cells: [CellView] = []
}

extension BlockView {
    init(_ block: Document.Block) throws {
        switch block {
        case .prose(let words): prose = [words.html]
        case .table(let words): proseTables = [words.html]
        case .heading(let level, let id, let words):
            headings = [Heading(level: level, id: id, html: words.html)]
        case .cell(let cell): cells = [try CellView(cell)]
        }
    }
}

/// A cell with its output: one of its lists has an element.
struct CellView: TemplateView {
    /// A formula.
    struct Equation: TemplateView {
        var label = "", shortNumber = "", mathML = ""
    }

    var number = "", source = ""
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
    init(_ cell: Document.NumberedCell) throws {
        number = "\(cell.number)"
        source = cell.source
        switch cell.output {
        case .figure(let figure):
            kind = " exhibit"
            figures = [FigureView(figure, of: cell)]
        case .explorer(let figure):
            kind = " exhibit"
            explorers = try figure.explorer.map { [try ExplorerView($0)] } ?? []
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
