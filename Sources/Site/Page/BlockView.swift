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
    init(_ block: Document.Block) {
        switch block {
        case .prose(let html): prose = [html]
        case .table(let html): proseTables = [html]
        case .heading(let level, let id, let html):
            headings = [Heading(level: level, id: id, html: html)]
        case .cell(let cell): cells = [CellView(cell)]
        }
    }
}

/// A cell with its output: one of its lists has an element.
struct CellView: TemplateView {
    /// A formula.
    struct Equation: TemplateView {
        var anchor = "", label = "", shortNumber = "", mathML = ""
    }

    var number = "", source = ""
    var figures: [FigureView] = []
    var numbers: [TableView] = []
    var values: [ValueView] = []
    var logs: [TrainingLogView] = []
    var verdicts: [VerdictView] = []
    var equations: [Equation] = []
}

extension CellView {
    init(_ cell: Document.NumberedCell) {
        number = "\(cell.number)"
        source = cell.source
        switch cell.output {
        case .figure(let figure): figures = [FigureView(figure, of: cell)]
        case .table(let table): numbers = [TableView(table, of: cell)]
        case .value(let value, let title):
            values = [ValueView(value, title: title, anchor: cell.anchor)]
        case .log(let log): logs = [TrainingLogView(log, of: cell)]
        case .verdict(let box): verdicts = [VerdictView(box, anchor: cell.anchor)]
        case .equation(let equation):
            let label = cell.label ?? ""
            equations = [
                Equation(
                    anchor: cell.anchor, label: label,
                    shortNumber: label.split(separator: " ").last.map(String.init) ?? "",
                    mathML: equation.mathML)
            ]
        case .nothing: break
        }
    }
}
