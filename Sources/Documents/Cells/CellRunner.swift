import Diagnostics
import Evaluation
import Figures

/// Runs cells on a study.
struct CellRunner {
    let context: FigureContext
    let values: ValueCatalogue

    /// What a cell shows. Throws `DocumentError` where an option asks for what the study has not,
    /// and what drawing and reading the study throw.
    func run(_ cell: Cell) throws -> CellOutput {
        try placing(cell) { try output(of: cell) }
    }

    /// Refuses sizes and seeds that the study has not; throws `DocumentError`.
    func check(_ cell: Cell) throws {
        try placing(cell) { try context.check(cell.options.figure) }
    }

    /// Gives errors of options their place in the document.
    private func placing<Result>(_ cell: Cell, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch FigureError.option(let key, let problem, let remedy) {
            // `metric` is short for a list of one.
            let isShort = key == .metrics && cell.values["metrics"] == nil
            let name = isShort ? "metric" : key.rawValue
            throw DocumentError([
                DocumentSource.Problem(
                    place: cell.values[name] ?? cell.place, problem: "\(name): \(problem)",
                    remedy: remedy)
            ])
        }
    }

    private func output(of cell: Cell) throws -> CellOutput {
        let options = cell.options
        switch cell.kind {
        case .figure, .images:
            let figure = try FigureCatalogue.draw(cell.subject, options.figure, in: context)
            return figure.map { .figure(worded($0, cell)) } ?? .nothing
        case .explorer:
            let figure = try FigureCatalogue.explorer(
                options.figure, hasDecoders: options.decoders != ExplorerSizes.none, in: context)
            guard var figure else { return .nothing }
            figure.strip = worded(figure.strip, cell)
            return .explorer(figure)
        case .table:
            guard let subject = TableCell(rawValue: cell.subject),
                var table = subject.table(context.results, answer(options), options)
            else { return .nothing }
            table.title = options.title ?? table.title
            table.caption = options.caption ?? table.caption
            return .table(table)
        case .value:
            guard let value = values.value(cell.subject), !value.isEmpty else { return .nothing }
            return .value(value, title: options.title)
        case .log:
            var log = TrainingLog(
                context.results, latentSizes: options.figure.latentSizes,
                seed: options.figure.seed)
            log.title = options.title ?? log.title
            log.caption = options.caption ?? log.caption
            return .log(log)
        case .verdict: return .verdict(VerdictBox(context.results, answer(options)))
        case .equation: return .equation(try equation(cell))
        }
    }

    /// A figure with the words of its cell.
    private func worded(_ drawn: RenderedFigure, _ cell: Cell) -> RenderedFigure {
        var figure = drawn
        figure.id = cell.id
        figure.title = cell.options.title ?? figure.title
        figure.caption = cell.options.caption ?? AnswerText.bound(figure.caption)
        figure.altText = cell.options.alt ?? figure.altText
        return figure
    }

    /// What stands in for models to try.
    static let explorer = "explorer-strip"

    /// The study's answer, or at another margin, by another metric, of other samples.
    private func answer(_ options: CellOptions) -> StudyVerdict {
        guard options.margin != nil || options.metric != nil || options.samples != nil else {
            return context.verdict
        }
        return StudyVerdict(
            context.results, share: options.margin ?? StudyVerdict.usualShare,
            endpoint: options.metric ?? .frechetDistance, sampler: options.samples ?? .prior)
    }

    private func equation(_ cell: Cell) throws -> Equation {
        do {
            return try Equation(tex: cell.options.tex ?? "")
        } catch let flaw as Equation.Flaw {
            preconditionFailure("a formula that was read before: \(flaw.problem)")
        }
    }
}

extension ReportValue {
    /// Whether there is nothing to show.
    var isEmpty: Bool {
        switch self {
        case .text(let words): words.isEmpty
        case .paragraphs(let list): list.isEmpty
        case .facts(let list): list.isEmpty
        case .findings(let list): list.isEmpty
        case .code(let text): text.isEmpty
        }
    }
}
