import Datasets
import Studies

/// Figure `reconstructions`: test images in the first row, then a row for each latent size.
struct Reconstructions {
    static let id = "reconstructions"
    static let columns = 10

    /// Draws the figure, heeding `images`; throws `FigureError.option`, `DrawingError` and what
    /// loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure {
        let chosen = source.chosen(try options.count(.images, or: columns, in: 1...30))
        let sheet = try ReconstructionSheet(view, source, chosen: chosen)
        return try sheet.figure(
            id: id, title: "Reconstructions of test images",
            caption: "\(selection(source, chosen)), in the first row; below it what each model "
                + "makes of them, the decoder's mean at the posterior mean. "
                + view.shownSeedSentence,
            altText: "Grid of \(chosen.count) test images and their reconstructions, one row for "
                + "each latent size. Mean squared error per pixel of the images shown: "
                + "\(sheet.errorList).")
    }

    /// Which images are shown, of those the study kept.
    private static func selection(_ source: ImageSource, _ chosen: [Int]) -> String {
        let count = chosen.count
        guard let labels = source.examples.labels else {
            return "The first \(count) test images kept"
        }
        let classes = Set(labels).count
        let images = "\(count) test image\(count == 1 ? "" : "s")"
        if classes == count { return "\(images), the first of each class" }
        return classes > count
            ? "\(images), the first of each of the first \(count) classes of \(classes)"
            : "\(images): the first of each of \(classes) class\(classes == 1 ? "" : "es"), then"
                + " others"
    }
}
