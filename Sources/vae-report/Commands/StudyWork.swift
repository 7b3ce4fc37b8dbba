import Datasets
import Diagnostics
import Documents
import Evaluation
import Figures
import Foundation
import Site
import Storage
import Studies

/// The parts of `build`, each with its progress and its way to stop.
struct StudyWork {
    private let display: ProgressDisplay
    private let output: OutputOptions
    private let jobs: Int, threadsPerJob: Int?
    private let interval: CheckpointInterval
    private let stop: StopRequest

    /// Takes SIGINT and SIGTERM over. Until then they end the process at once, as they should while
    /// data are looked for and downloaded.
    init(
        _ display: ProgressDisplay, output: OutputOptions, jobs: Int, threadsPerJob: Int? = nil,
        interval: CheckpointInterval = .usual
    ) {
        self.display = display
        self.output = output
        self.jobs = jobs
        self.threadsPerJob = threadsPerJob
        self.interval = interval
        stop = StopRequest {
            display.note("stopping after this batch; a second signal stops at once")
        }
    }

    /// Trains what is not trained. Throws `StudyError`, `StorageError`, and `CommandError` where a
    /// signal came.
    func train(
        _ study: Study, _ preparation: StudyPreparation, tasks: [StudyTask],
        lock: StudyLock? = nil
    ) async throws {
        let progress = TrainingProgress(
            display, plan: study.plan, tasks: tasks,
            imagesPerEpoch: preparation.split.training.count)
        defer { display.finish() }
        let sweep = Sweep(
            study: study, images: preparation.images, lock: lock, interval: interval)
        do {
            try await sweep.run(
                tasks: tasks, jobs: jobs, threadsPerJob: threadsPerJob,
                stop: { stop.isRaised }, report: progress.take)
        } catch let error as StudyError where error.code == .stopped {
            try stop.check()
            throw error
        }
        try stop.check()
    }

    /// Measures what is not measured. Throws `EvaluationError`, and as `train`.
    func evaluate(
        _ study: Study, _ preparation: StudyPreparation, lock: StudyLock? = nil
    ) async throws {
        let progress = EvaluationProgress(display, title: "measuring", study: study)
        let evaluator = StudyEvaluator(
            study: study, data: preparation.data, split: preparation.split, lock: lock)
        do {
            defer { display.show(nil) }
            try await evaluator.run(jobs: jobs, stop: { stop.isRaised }, report: progress.take)
        } catch EvaluationError.stopped {
            try stop.check()
        }
        try stop.check()
    }

    /// Writes what the numbers are computed from. Throws as `evaluate`.
    func export(_ study: Study, _ preparation: StudyPreparation, to folder: URL) throws {
        let progress = EvaluationProgress(display, title: "exporting", study: study)
        let export = ArrayExport(
            study: study, data: preparation.data, split: preparation.split, folder: folder)
        do {
            defer { display.show(nil) }
            try export.run(stop: { stop.isRaised }, report: progress.take)
        } catch EvaluationError.stopped {
            try stop.check()
        }
        try stop.check()
    }

    /// What became of a report.
    struct Report {
        /// Its file.
        let page: URL
        /// For each cell whether it ran; empty where none was looked at.
        let origins: [CellOrigin]
        /// What it was made from; nil where it was left as it is.
        let answer: (results: StudyResults, verdict: StudyVerdict)?
    }

    /// Writes the report that a document describes into the folder `name` of the site.
    /// With `reusing`, a report that was made from the same by the same program and is still whole is
    /// left as it is, and no cell is looked at; of one that is written it is kept what it was made from.
    /// Without the study's `lock`, that is kept where it can be and where no file changed meanwhile.
    func render(
        _ study: Study, _ source: DocumentSource, site: URL, templates: URL?, name: String,
        explorer: ExplorerSizes? = nil, reusing: Bool = false, lock: StudyLock? = nil
    ) throws -> Report {
        // Before anything is read: a receipt never vouches for what came after, and a cell kept under
        // these digests was drawn from those files.
        let digests = try StudyDigests(study)
        let sources =
            reusing
            ? ReportReceipt.Sources(digests, source, templates: templates, explorer: explorer) : nil
        // Before the figures are drawn, so that a mistake in a template is told at once.
        let builder = try SiteBuilder(site: site, templates: templates)
        let folder = site.appending(path: name)
        if let sources, let receipt = ReportReceipt(sources, report: folder),
            receipt.isKept(in: study)
        {
            display.log("report: done before")
            try builder.writeIndex()
            return Report(
                page: folder.appending(path: "index.html"), origins: [], answer: nil)
        }
        let made = try document(of: study, digests, source, explorer: explorer)
        let written = try builder.write(
            results: made.results, verdict: made.verdict, document: made.document, name: name)
        if let sources {
            let receipt = ReportReceipt(sources, report: written)
            if lock != nil {
                try receipt.keep(in: study)
            } else if (try? StudyDigests(study))?.whole == digests.whole {
                // The report is written by now: a study that may only be read is drawn anew each time.
                try? receipt.keep(in: study)
            }
        }
        return Report(
            page: written.page, origins: made.origins, answer: (made.results, made.verdict))
    }

    /// A document of a saved study with what it was made from.
    struct Made {
        let document: Document
        let origins: [CellOrigin]
        let results: StudyResults
        let verdict: StudyVerdict
    }

    /// Runs the cells of a document that changed, and notes what was left out of it. Throws
    /// `DocumentError`, and what drawing and reading the study throw.
    func document(
        of study: Study, _ source: DocumentSource, explorer: ExplorerSizes? = nil
    ) throws -> Made {
        try document(of: study, StudyDigests(study), source, explorer: explorer)
    }

    private func document(
        of study: Study, _ digests: StudyDigests, _ source: DocumentSource, explorer: ExplorerSizes?
    ) throws -> Made {
        let results = try StudyResults.load(study)
        try digests.requireModels(of: results, in: study)
        let verdict = StudyVerdict(results)
        var notebook = try Notebook(
            study, results: results, verdict: verdict, digests: digests,
            program: ReportReceipt.program.get())
        notebook.progress = { cell, done, total in
            try stop.check()
            display.show(.init(title: "drawing", item: cell, done: done, total: total))
        }
        defer { display.show(nil) }
        let (document, origins) = try notebook.document(source, decoders: explorer)
        try stop.check()
        for note in document.notes { display.note(note) }
        return Made(document: document, origins: origins, results: results, verdict: verdict)
    }

    /// The report's files by path below its folder, as they come from the study's weights and the data
    /// set alone: nothing that was measured before is used. Throws as `evaluate` and `render`.
    func recompute(
        _ study: Study, _ preparation: StudyPreparation, _ source: DocumentSource, templates: URL?,
        explorer: ExplorerSizes?
    ) async throws -> [String: Data] {
        let builder = try SiteBuilder(site: study.folder, templates: templates)
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "vae-report-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = try StudyStore(runs: folder).create(
            plan: study.plan, description: study.description, examples: preparation.examples)
        try study.copyTrainings(to: copy)
        try study.copyJudge(to: copy)
        try await evaluate(copy, preparation)
        let made = try document(of: copy, source, explorer: explorer)
        return try builder.files(
            results: made.results, verdict: made.verdict, document: made.document)
    }

    /// Writes the comparison of two studies into the folder `name` of the site; gives it with its file.
    /// Throws as `render`.
    func compare(
        _ studies: Both<Study>, _ source: DocumentSource, site: URL, templates: URL?, name: String,
        title: String?, explorer: ExplorerSizes
    ) throws -> (comparison: Comparison, page: URL) {
        let builder = try SiteBuilder(site: site, templates: templates)
        // Records that are missing are told of before anything is drawn.
        for study in studies.list { _ = try StudyResults.load(study) }
        let made = try studies.map { study -> ComparedStudy in
            let made = try document(of: study, source, explorer: explorer)
            return ComparedStudy(
                results: made.results, verdict: made.verdict, document: made.document)
        }
        let comparison = Comparison(made.a, made.b, title: title)
        let written = try builder.write(
            comparison, document: try comparison.document(), name: name)
        return (comparison, written.page)
    }

    /// Draws some figures into the report's folders and prints their files.
    func render(_ ids: [String], of study: Study, site: URL) throws {
        let ids = try FigureCatalogue.checked(ids)
        let results = try StudyResults.load(study)
        let folder = site.appending(path: study.description.name)
        try Folder.requireReal(folder)
        var written: [String] = []
        let verdict = StudyVerdict(results)
        for figure in try draw(ids, results: results, verdict: verdict, study: study) {
            let files = figure.files.map { ("figures", $0) } + figure.dataFiles.map { ("data", $0) }
            for (part, file) in files {
                let parent = folder.appending(path: part)
                try Folder.requireReal(parent)
                let url = parent.appending(path: file.name)
                try DurableFile.write(file.data, to: url)
                written.append(url.relativePath)
            }
        }
        try output.show(written) { _, _ in written }
    }

    /// Prints the table, the answer and the path, or the JSON.
    func summarize(_ study: Study, report: Report?) throws {
        let results = try report?.answer?.results ?? StudyResults.load(study)
        let summary = StudySummary(
            results, report?.answer?.verdict ?? StudyVerdict(results),
            report: report?.page.relativePath)
        try output.show(summary) { summary.lines(columns: $0, terminal: $1) }
    }

    /// Prints where the models of `tasks` are.
    func summarize(_ study: Study, tasks: [StudyTask]) throws {
        let summary = try TrainingSummary(study, tasks: tasks)
        try output.show(summary) { summary.lines(terminal: $1) }
    }

    /// One figure after the other, so that the display can name the one at work.
    private func draw(
        _ ids: [String], results: StudyResults, verdict: StudyVerdict, study: Study
    ) throws -> [RenderedFigure] {
        defer { display.show(nil) }
        let context = FigureContext(results: results, verdict: verdict, study: study)
        var figures: [RenderedFigure] = []
        for (done, id) in ids.enumerated() {
            try stop.check()
            display.show(.init(title: "drawing", item: id, done: done, total: ids.count))
            if let figure = try FigureCatalogue.draw(id, in: context) { figures.append(figure) }
        }
        return figures
    }
}
