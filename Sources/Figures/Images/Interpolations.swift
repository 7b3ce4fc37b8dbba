import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Foundation
import Studies

/// Figure `interpolations`: ways through the latent space between the same test images.
struct Interpolations {
    static let id = "interpolations"
    /// Decoded images of a strip, both ends' reconstructions among them.
    static let steps = 9
    static let pairs = 3

    /// Draws the figure; throws `DrawingError` and what loading a model throws.
    static func rendered(_ view: StudyView, _ source: ImageSource) throws -> RenderedFigure {
        let chosen = source.chosen(2 * pairs + 4)
        let ends = pairs(among: chosen)
        var sheet = TileSheet(
            shape: source.examples.shape, columns: steps + 2,
            rows: ends.count * view.sizes.count,
            breaks: Set(ends.indices.map { ($0 + 1) * view.sizes.count - 1 }))
        var rows: [[DataTable.Cell]] = []
        for (column, size) in view.sizes.enumerated() {
            let coder = try source.coder(of: size.shown.record.task)
            for (block, pair) in ends.enumerated() {
                let row = block * view.sizes.count + column
                let strip = strip(coder, source, pair)
                sheet.place(source.examples.image(pair.from), row: row, column: 0)
                sheet.place(source.examples.image(pair.to), row: row, column: steps + 1)
                for (step, pixels) in strip.images.enumerated() {
                    sheet.place(pixels, row: row, column: step + 1)
                    rows.append([
                        .integer(block + 1), .integer(size.latentSize), source.label(pair.from),
                        source.label(pair.to),
                        .number(Double(step) / Double(steps - 1), digits: 3),
                        .number(strip.norms[step], digits: 2),
                        .number(pixels.meanGrey, digits: 3),
                    ])
                }
            }
        }
        return RenderedFigure(
            id: id, title: "Interpolations between test images",
            caption:
                "The same \(ends.count) pairs of test images for each latent size. At both ends "
                + "of a strip stand the originals, between them \(steps) decoded points of the arc "
                + "(spherical interpolation) that joins their posterior means; the outermost two "
                + "are the reconstructions. Rows within a pair are the latent sizes "
                + "\(view.sizeList), from the top. \(view.shownSeedSentence)",
            altText: altText(view, source, ends),
            table: DataTable(
                columns: [
                    .init("Pair", key: "pair"), .init("Latent size", key: "latent_size"),
                    .init("Class from", key: "class_from"), .init("Class to", key: "class_to"),
                    .init("Part of the way", key: "part"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: ends.flatMap { _ in view.sizes.map { "size \($0.latentSize)" } })
    }

    /// Examples far apart in the list, so mostly of different classes where there are labels.
    private static func pairs(among chosen: [Int]) -> [(from: Int, to: Int)] {
        let half = chosen.count / 2
        guard half > 0 else { return [] }
        return (0..<min(pairs, half)).map { (chosen[$0], chosen[$0 + half]) }
    }

    private static func strip(
        _ coder: any ImageCoder, _ source: ImageSource, _ pair: (from: Int, to: Int)
    ) -> (images: [[UInt8]], norms: [Double]) {
        let means = coder.posteriorMeans(source.tensor([pair.from, pair.to]))
        let size = coder.latentSize
        let from = Array(means.values[..<size])
        let to = Array(means.values[size..<2 * size])
        let points = (0..<steps).map {
            LatentGeometry.spherical(from, to, part: Double($0) / Double(steps - 1))
        }
        let decoded = coder.decodedMeans(
            Tensor(shape: [steps, size], values: points.flatMap { $0 }))
        return ((0..<steps).map(decoded.pixels), points.map { LatentGeometry.norm($0[...]) })
    }

    private static func altText(
        _ view: StudyView, _ source: ImageSource, _ ends: [(from: Int, to: Int)]
    ) -> String {
        let list = ends.enumerated().map { index, pair -> String in
            if let labels = source.examples.labels {
                return "from a \(labels[pair.from]) to a \(labels[pair.to])"
            }
            return "pair \(index + 1)"
        }
        return "Strips of \(steps) images that turn one test image into another: "
            + "\(ListText.of(list)), each for the latent sizes \(view.sizeList)."
    }
}
