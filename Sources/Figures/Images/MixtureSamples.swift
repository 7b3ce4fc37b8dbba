import Compute
import Evaluation
import Studies

/// Figure `mixture-samples`: images decoded from the mixture fitted to posterior means, a block of
/// rows for each latent size.
struct MixtureSamples {
    static let id = "mixture-samples"

    /// Draws the figure, heeding `images` and `rows`; nil where a size has no mixture. Throws
    /// `FigureError.option`, `DrawingError` and what reading a model or its mixture throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure? {
        let (columns, rows) = try Samples.extent(options)
        let count = columns * rows
        var latents: [Int: Tensor] = [:]
        for size in view.sizes {
            guard let drawn = try source.mixtureLatents(of: size.shown, count: count) else {
                return nil
            }
            latents[size.latentSize] = drawn
        }
        let sheet = try SampleSheet(
            view, source, columns: columns, rowsPerSize: rows
        ) { latents[$0.latentSize] ?? Tensor(zeros: [count, $0.latentSize]) }
        return try sheet.figure(
            id: id, title: "Samples from the mixture",
            caption: "Decoder means of \(count) draws for each latent size from "
                + "the mixture of normal distributions that was fitted to posterior "
                + "means of training images. They are the first of those that are measured; none "
                + "was left out. Where they look better than those of the prior, the codes of images "
                + "do not fill the prior. \(view.shownSeedSentence)")
    }
}
