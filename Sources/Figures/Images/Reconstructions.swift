import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Foundation
import Studies

/// Figure `reconstructions`: test images in the first row, then a row for each latent size.
struct Reconstructions {
    static let id = "reconstructions"
    static let columns = 10

    /// Draws the figure; throws `DrawingError` and what loading a model throws.
    static func rendered(_ view: StudyView, _ source: ImageSource) throws -> RenderedFigure {
        let chosen = source.chosen(columns)
        let originals = source.tensor(chosen)
        var sheet = TileSheet(
            shape: source.examples.shape, columns: chosen.count, rows: view.sizes.count + 1,
            breaks: [0])
        for (column, index) in chosen.enumerated() {
            sheet.place(source.examples.image(index), row: 0, column: column)
        }
        var rows: [[DataTable.Cell]] = []
        var errors: [(latentSize: Int, mean: Double)] = []
        for (row, size) in view.sizes.enumerated() {
            let coder = try source.coder(of: size.shown.record.task)
            let decoded = coder.decodedMeans(coder.posteriorMeans(originals))
            var total = 0.0
            for (column, index) in chosen.enumerated() {
                sheet.place(decoded.pixels(column), row: row + 1, column: column)
                let error = squaredError(originals, decoded, row: column)
                total += error
                rows.append([
                    .integer(size.latentSize), .integer(column + 1), source.label(index),
                    .number(error, digits: 4),
                ])
            }
            errors.append((size.latentSize, total / Double(max(chosen.count, 1))))
        }
        return RenderedFigure(
            id: id, title: "Reconstructions of test images",
            caption: caption(view, source, chosen),
            altText: altText(errors, chosen.count),
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Column", key: "column"),
                    .init("Class", key: "class"),
                    .init("Squared error (per pixel)", key: "mse"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: ["original"] + view.sizes.map { "size \($0.latentSize)" })
    }

    private static func squaredError(_ left: Tensor, _ right: Tensor, row: Int) -> Double {
        let length = left.rowLength
        var sum = 0.0
        for index in row * length..<(row + 1) * length {
            let difference = Double(left.values[index]) - Double(right.values[index])
            sum += difference * difference
        }
        return sum / Double(max(length, 1))
    }

    private static func caption(_ view: StudyView, _ source: ImageSource, _ chosen: [Int])
        -> String
    {
        "\(selection(source, chosen)), in the first row; below it what each model makes of "
            + "them, the decoder's mean at the posterior mean. Latent sizes from the second row down: "
            + "\(view.sizeList). \(view.shownSeedSentence)"
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

    private static func altText(_ errors: [(latentSize: Int, mean: Double)], _ count: Int) -> String
    {
        let list = ListText.of(
            errors.map { "\(NumberText.fixed($0.mean, digits: 4)) at latent size \($0.latentSize)" }
        )
        return "Grid of \(count) test images and their reconstructions, one row for each latent "
            + "size. Mean squared error per pixel of the images shown: \(list)."
    }
}
