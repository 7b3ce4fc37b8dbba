public import Evaluation
public import Figures
public import Studies

/// Makes documents of a study: reads the text, runs its cells or takes them from the cache, and fills
/// the words.
public struct Notebook {
    private let context: FigureContext
    private let values: ValueCatalogue
    private let cache: CellCache?
    /// Told before a cell is looked at: its name, how many were before it, and of how many.
    public var progress: (_ cell: String, _ done: Int, _ total: Int) throws -> Void = { _, _, _ in }

    /// Of a study's records and models, without a cache.
    public init(_ context: FigureContext) throws {
        self.context = context
        values = try ValueCatalogue(context.results, context.verdict)
        cache = nil
    }

    /// Of a study in its folder, with results of cells kept there.
    public init(
        _ study: Study, results: StudyResults, verdict: StudyVerdict, program: String
    ) throws {
        context = FigureContext(results: results, verdict: verdict, study: study)
        values = try ValueCatalogue(results, verdict)
        cache = try CellCache(study, program: program)
    }

    /// Refuses what is wrong with a text, as far as that can be told without a study: cells, options
    /// and structure, but not the names of values. Throws `DocumentError`.
    public static func check(_ source: DocumentSource) throws {
        _ = try DocumentDraft(source, values: nil)
    }

    /// The document with the output of its cells, and where each came from. Throws `DocumentError`
    /// with all that is wrong with the text, and what drawing and reading the study throw.
    public func document(
        _ source: DocumentSource
    ) throws -> (document: Document, origins: [CellOrigin]) {
        let draft = try DocumentDraft(source, values: values)
        let runner = CellRunner(context: context, values: values)
        var outputs: [CellOutput] = []
        var origins: [CellOrigin] = []
        let cells = draft.cells
        for (done, cell) in cells.enumerated() {
            try progress(cell.name, done, cells.count)
            let (output, origin) =
                try cache?.output(of: cell, in: context) { try runner.run(cell) }
                ?? (runner.run(cell), CellOrigin(cell: cell.name, reasons: ["no cache"]))
            if case .nothing = output, !cell.options.isOptional {
                throw DocumentError([
                    DocumentSource.Problem(
                        place: cell.place,
                        problem: "the study has nothing to show in the cell \(cell.name)",
                        remedy: "remove it, or add optional: true to leave it out of such studies")
                ])
            }
            outputs.append(output)
            origins.append(origin)
        }
        try cache?.removeOthers(than: cells)
        let document = try DocumentComposer(draft, values: values, outputs: outputs).document()
        return (document, origins)
    }
}
