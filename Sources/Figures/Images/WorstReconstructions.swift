import Compute
import Datasets
import Drawing
import Evaluation
import Studies

/// Figure `worst-reconstructions`: the test images that come back worst, of all that the study kept.
struct WorstReconstructions {
    static let id = "worst-reconstructions"

    /// Draws the figure, heeding `images`; throws `FigureError.option`, `DrawingError` and what
    /// loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure {
        let count = try options.count(.images, or: Reconstructions.columns, in: 1...30)
        let ranked = try ranked(view, source)
        let chosen = Array(ranked.prefix(count).map(\.example))
        let sheet = try ReconstructionSheet(view, source, chosen: chosen)
        let all = NumberText.integer(ranked.count)
        let worst = NumberText.fixed(ranked.first?.error ?? .nan, digits: 1)
        return try sheet.figure(
            id: id, title: "The worst reconstructions",
            caption:
                "The \(chosen.count) of the \(all) test images kept that come back worst, the worst at "
                + "the left, in the first row; below it what each model makes of them. \(ranking(view)) "
                + view.shownSeedSentence,
            altText:
                "Grid of the \(chosen.count) test images, of the \(all) kept, with the largest errors, and "
                + "their reconstructions, one row for each latent size. The error of the first is "
                + "\(worst) times the mean. Mean squared error per pixel of the images shown: "
                + "\(sheet.errorList).")
    }

    private static func ranking(_ view: StudyView) -> String {
        view.sizes.count > 1
            ? "They are ranked by squared error over each size's mean error, averaged over the sizes "
                + "shown: otherwise the smallest size would choose alone."
            : "They are ranked by the squared error of this model."
    }

    /// All examples by falling error, in multiples of each size's mean error over them, the mean over
    /// sizes; equal ones in their order.
    static func ranked(
        _ view: StudyView, _ source: ImageSource
    ) throws -> [(example: Int, error: Double)] {
        let count = source.examples.count
        let originals = source.tensor(Array(0..<count))
        var total = [Double](repeating: 0, count: count)
        for size in view.sizes {
            let task = size.shown.record.task
            let decoded = try source.coder(of: task).decodedMeans(try source.exampleMeans(of: task))
            let errors = originals.squaredErrors(decoded)
            let mean = errors.reduce(0, +) / Double(max(count, 1))
            // Where nothing is lost, nothing is worse than anything else.
            for index in 0..<count where mean > 0 {
                total[index] += errors[index] / mean / Double(view.sizes.count)
            }
        }
        return total.indices.map { (example: $0, error: total[$0]) }
            .sorted { ($1.error, $0.example) < ($0.error, $1.example) }
    }
}
