import Compute
import Evaluation
import Studies

/// Figure `mixture-samples`: images decoded from the mixture fitted to posterior means, a block of
/// rows for each latent size.
struct MixtureSamples {
    static let id = "mixture-samples"

    /// Draws the figure; nil where a size has no mixture. Throws `DrawingError` and what reading a
    /// model or its mixture throws.
    static func rendered(_ view: StudyView, _ source: ImageSource) throws -> RenderedFigure? {
        let count = Samples.columns * Samples.rowsPerSize
        var latents: [Int: Tensor] = [:]
        for size in view.sizes {
            guard let drawn = try source.mixtureLatents(of: size.shown, count: count) else {
                return nil
            }
            latents[size.latentSize] = drawn
        }
        let sheet = try SampleSheet(
            view, source, columns: Samples.columns, rowsPerSize: Samples.rowsPerSize
        ) { latents[$0.latentSize] ?? Tensor(zeros: [count, $0.latentSize]) }
        return try sheet.figure(
            id: id, title: "Samples from the mixture",
            caption: "Decoder means of \(count) draws for each latent size, \(view.sizeList), from "
                + "the top, from the mixture of normal distributions that was fitted to posterior "
                + "means of training images. They are the first of those that are measured; none "
                + "was left out. Where they look better than those of the prior, the codes of images "
                + "do not fill the prior. \(view.shownSeedSentence)")
    }
}
