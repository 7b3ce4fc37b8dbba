import Datasets
import Diagnostics
public import Evaluation
import Models
public import Studies

/// All figures there are.
public enum FigureCatalogue {
    /// Every figure's id, in the order of the report.
    public static let ids = [
        "quality-by-size", "loss-curves", "loss-overlay", "reconstructions", "samples",
        "mixture-samples",
        "generation-by-size", "interpolations", "manifold", "kl-per-dimension", "rate-distortion",
    ]

    /// The ids asked for, in the report's order and once each; nil stands for all.
    ///
    /// Throws `FigureError.unknownFigure` with the near matches.
    public static func checked(_ wanted: [String]?) throws -> [String] {
        guard let wanted else { return ids }
        for id in wanted where !ids.contains(id) {
            throw FigureError.unknownFigure(id, near: NearMatches.of(id, among: ids))
        }
        return ids.filter(wanted.contains)
    }

    /// Draws the figures asked for, in the report's order; nil stands for all. A figure for which
    /// the study has no matter, such as the manifold without a latent size of 2, is left out.
    ///
    /// Image figures are decoded anew from the study's models and the test images it kept; no data
    /// set is needed. Throws `FigureError`, `DrawingError`, and what reading the study throws.
    public static func render(
        _ ids: [String]? = nil, results: StudyResults, verdict: StudyVerdict, study: Study
    ) throws -> [RenderedFigure] {
        try render(ids, results: results, verdict: verdict) {
            ImageSource(
                examples: try study.examples,
                mixture: { run, count in
                    try run.evaluation.generation.map {
                        try study.mixtureLatents(of: run.record.task, $0.fit, count: count)
                    }
                }, load: { try study.model(of: $0) })
        }
    }

    /// As `render(_:results:verdict:study:)`, with images and models from anywhere.
    static func render(
        _ wanted: [String]?, results: StudyResults, verdict: StudyVerdict,
        images: () throws -> ImageSource
    ) throws -> [RenderedFigure] {
        let view = StudyView(results)
        var opened: ImageSource?
        // Opened for the first figure that needs it: charts alone need no models.
        func source() throws -> ImageSource {
            if let opened { return opened }
            let source = try images()
            guard source.examples.shape == results.plan.image, source.examples.count > 0 else {
                throw FigureError.incomplete(
                    figure: "reconstructions", missing: "example images of the models' size")
            }
            opened = source
            return source
        }
        return try checked(wanted).compactMap { id in
            switch id {
            case "quality-by-size": try QualityBySize(view, verdict: verdict).rendered()
            case "loss-curves": try LossCurves(view).rendered()
            case "loss-overlay": try LossOverlay(view).rendered()
            case "reconstructions": try Reconstructions.rendered(view, source())
            case "samples": try Samples.rendered(view, source())
            case "mixture-samples": try MixtureSamples.rendered(view, source())
            case "generation-by-size": try GenerationBySize(view)?.rendered()
            case "interpolations": try Interpolations.rendered(view, source())
            case "manifold":
                view.sizes.contains { $0.latentSize == 2 }
                    ? try Manifold.rendered(view, source()) : nil
            case "kl-per-dimension": try KLPerDimension(view).rendered()
            default: try RateDistortion(view).rendered()
            }
        }
    }
}
