import Datasets
public import Evaluation
import Models
public import Studies

/// A study as figures are drawn from it: its records, its answer, and its models, each loaded once.
///
/// One owner, one thread, as the models.
public final class FigureContext {
    /// The records.
    public let results: StudyResults
    /// The answer that charts mark.
    public let verdict: StudyVerdict
    private let open: () throws -> ImageSource
    private var opened: ImageSource?

    /// The study in its folder. Image figures are decoded anew from its models and the test images it
    /// kept; no data set is needed.
    public convenience init(results: StudyResults, verdict: StudyVerdict, study: Study) {
        self.init(results: results, verdict: verdict) {
            ImageSource(
                examples: try study.examples,
                mixture: { run, count in
                    try run.evaluation.generation.map {
                        try study.mixtureLatents(of: run.record.task, $0.fit, count: count)
                    }
                }, load: { try study.model(of: $0) },
                snapshot: { try study.decoder(of: $0, at: $1) })
        }
    }

    /// With images and models from anywhere.
    init(
        results: StudyResults, verdict: StudyVerdict, images: @escaping () throws -> ImageSource
    ) {
        self.results = results
        self.verdict = verdict
        open = images
    }

    /// Opened for the first figure that needs it: charts alone need no models.
    func source() throws -> ImageSource {
        if let opened { return opened }
        let source = try open()
        guard source.examples.shape == results.plan.image, source.examples.count > 0 else {
            throw FigureError.incomplete(
                figure: "reconstructions", missing: "example images of the models' size")
        }
        opened = source
        return source
    }

    /// Refuses sizes and seeds that were not trained; throws `FigureError.option`.
    public func check(_ options: FigureOptions) throws { _ = try view(options) }

    /// The trainings that a figure shows; throws `FigureError.option`.
    public func shownTasks(_ recipe: FigureRecipe, _ options: FigureOptions) throws -> [StudyTask] {
        try view(options, usual: recipe.usualSizes).sizes.map(\.shown.record.task)
    }

    /// The records of what was asked for, else of the `usual` sizes, else of all. Throws
    /// `FigureError.option`.
    func view(
        _ options: FigureOptions, usual: ((StudyView) -> [Int])? = nil
    ) throws -> StudyView {
        let view = try StudyView(
            results, options, verdict: verdict.latentSize,
            closest: verdict.verdict?.closest?.latentSize)
        guard options.latentSizes == nil, let usual else { return view }
        return view.only(usual(view))
    }
}
