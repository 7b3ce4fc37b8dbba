import Diagnostics
public import Evaluation
public import Figures
public import Studies

/// Makes documents of a study: reads the text, runs its cells or takes them from the cache, and fills
/// the words.
public struct Notebook {
    private let context: FigureContext
    private let values: ValueCatalogue
    private let cache: (DocumentSource) -> CellCache?
    /// Told before a cell runs: its name, how many were before it, and of how many.
    public var progress: (_ cell: String, _ done: Int, _ total: Int) throws -> Void = { _, _, _ in }

    /// Of a study's records and models, without a cache.
    public init(_ context: FigureContext) throws {
        self.context = context
        values = try ValueCatalogue(context.results, context.verdict)
        cache = { _ in nil }
    }

    /// Of a study in its folder, with results of cells kept there under `digests`, which were taken
    /// before `results` were read.
    public init(
        _ study: Study, results: StudyResults, verdict: StudyVerdict, digests: StudyDigests,
        program: String
    ) throws {
        context = FigureContext(results: results, verdict: verdict, study: study)
        values = try ValueCatalogue(results, verdict)
        cache = {
            CellCache(study, digests: digests, program: program, document: $0.name)
        }
    }

    /// Refuses what is wrong with a text, as far as that can be told before anything is trained: cells,
    /// options, formulas and structure, and sizes and seeds that are not planned; but neither names of
    /// values nor options that figures look at themselves. Throws `DocumentError`.
    public static func check(_ source: DocumentSource, for plan: StudyPlan) throws {
        let draft = try DocumentDraft(source, values: nil)
        var problems: [DocumentSource.Problem] = []
        for cell in draft.cells {
            let options = cell.options.figure
            for size in options.latentSizes ?? [] where !plan.latentSizes.contains(size) {
                problems.append(
                    .init(
                        place: cell.values["latentSizes"] ?? cell.place,
                        problem: "latentSizes: no model of latent size \(size) will be trained",
                        remedy: "choose from \(ListText.of(plan.latentSizes.map { "\($0)" }))"))
            }
            if let seed = options.seed, !plan.seeds.contains(seed) {
                problems.append(
                    .init(
                        place: cell.values["seed"] ?? cell.place,
                        problem: "seed: nothing will be trained with seed \(seed)",
                        remedy: "choose from \(ListText.of(plan.seeds.map { "\($0)" }))"))
            }
        }
        guard problems.isEmpty else { throw DocumentError(problems) }
    }

    /// The anchors of figures and tables that every report of this text has. Throws `DocumentError`.
    public static func anchors(in source: DocumentSource) throws -> [String] {
        try DocumentDraft(source, values: nil).cells
            .filter { [.figure, .images, .table].contains($0.kind) && !$0.options.isOptional }
            .map { Document.NumberedCell.anchor($0.kind, $0.id) }
    }

    /// The document with the output of its cells, and where each came from; `decoders` says of which
    /// sizes explorers carry them, in place of what they say themselves. Throws `DocumentError`
    /// with all that is wrong with the text, and what drawing and reading the study throw.
    public func document(
        _ source: DocumentSource, decoders: ExplorerSizes? = nil
    ) throws -> (document: Document, origins: [CellOrigin]) {
        let draft = try DocumentDraft(source, values: values)
        let runner = CellRunner(context: context, values: values)
        let cache = cache(source)
        var outputs: [CellOutput] = []
        var origins: [CellOrigin] = []
        let sizes = context.results.plan.latentSizes.filter {
            !context.results.runs(latentSize: $0).isEmpty
        }
        let cells = draft.cells.map { $0.carrying(decoders, trained: sizes) }
        var problems: [DocumentSource.Problem] = []
        for cell in cells {
            do { try runner.check(cell) } catch let error as DocumentError {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw DocumentError(problems) }
        for (done, cell) in cells.enumerated() {
            func run() throws -> CellOutput {
                try progress(cell.name, done, cells.count)
                return try runner.run(cell)
            }
            let (output, origin) =
                try cache?.output(of: cell, in: context, run: run)
                ?? (run(), CellOrigin(cell: cell.name, reasons: ["no cache"]))
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
        cache?.removeOthers(than: cells)
        let document = try DocumentComposer(draft, values: values, outputs: outputs).document()
        return (document, origins)
    }
}
