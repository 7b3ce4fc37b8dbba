import Compute
import Datasets
import Drawing
import Evaluation
import Foundation
import Studies

/// Figure `manifold`: the whole latent plane of a model with two dimensions, decoded.
struct Manifold {
    static let id = "manifold"
    static let side = 16

    /// Draws the figure, heeding `images`, or nothing where no latent size is 2; throws
    /// `FigureError.option`, `DrawingError` and what loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure? {
        let side = try options.count(.images, or: side, in: 2...40)
        guard let size = view.sizes.first(where: { $0.latentSize == 2 }) else { return nil }
        let coder = try source.coder(of: size.shown.record.task)
        let quantiles = (0..<side).map {
            LatentGeometry.normalQuantile((Double($0) + 0.5) / Double(side))
        }
        // The first row is the top: the largest second coordinate.
        let places = quantiles.reversed().flatMap { second in
            quantiles.map { (first: $0, second: second) }
        }
        let decoded = coder.decodedMeans(
            Tensor(
                shape: [places.count, 2],
                values: places.flatMap { [Float($0.first), Float($0.second)] }))
        var sheet = TileSheet(
            shape: source.examples.shape, columns: side, rows: side, margin: 0)
        var rows: [[DataTable.Cell]] = []
        for (index, place) in places.enumerated() {
            let pixels = decoded.pixels(index)
            sheet.place(pixels, row: index / side, column: index % side)
            rows.append([
                .number(place.first, digits: 3), .number(place.second, digits: 3),
                .number(pixels.meanGrey, digits: 3),
            ])
        }
        let edge = NumberText.fixed(quantiles.last ?? 0, digits: 2)
        return RenderedFigure(
            id: id, title: "The latent plane of size 2, decoded",
            caption:
                "Decoder means at \(side) \(NumberText.times) \(side) points of the latent plane. The points are "
                + "quantiles of the normal prior in both coordinates, from \(NumberText.minus)\(edge) "
                + "to \(edge): the first coordinate grows to the right, the second upwards, and each "
                + "image stands for the same share of the prior. \(view.shownSeedSentence)",
            altText: "Square of \(side) by \(side) decoded images that change gradually from place "
                + "to place, with coordinates from \(NumberText.minus)\(edge) to \(edge).",
            table: DataTable(
                columns: [
                    .init("First coordinate", key: "z1"), .init("Second coordinate", key: "z2"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content())
    }
}
