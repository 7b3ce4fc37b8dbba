import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Studies

/// Figure `traversals`: what the strongest dimensions of each latent size do to one image.
struct Traversals {
    static let id = "traversals"
    /// The outermost quantiles of the prior: 95 % of it lie between them.
    static let tail = 0.025

    private let view: StudyView
    private let source: ImageSource
    private let dimensions: Int
    private let steps: Int
    /// The example whose other coordinates stay.
    private let example: Int

    /// Draws the figure, heeding `dimensions` and `steps`; throws `FigureError.option`, `DrawingError`
    /// and what loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure {
        try Traversals(
            view: view, source: source,
            dimensions: try options.count(.dimensions, or: 3, in: 1...32),
            steps: try options.count(.steps, or: 7, in: 3...25), example: 0
        ).rendered()
    }

    /// Where a dimension goes: quantiles of the prior, equal shares of it apart.
    private var quantiles: [Double] {
        (0..<steps).map { step in
            let part = Double(step) / Double(steps - 1)
            return LatentGeometry.normalQuantile(Self.tail + (1 - 2 * Self.tail) * part)
        }
    }

    /// One row.
    private struct Strip {
        let size: StudyView.Size
        let dimension: LatentDimension
    }

    private func rendered() throws -> RenderedFigure {
        let strips = view.sizes.flatMap { size in
            size.rankedDimensions.prefix(dimensions).map { Strip(size: size, dimension: $0) }
        }
        let ends = strips.indices.filter {
            $0 + 1 == strips.count || strips[$0].size.latentSize != strips[$0 + 1].size.latentSize
        }
        var sheet = TileSheet(
            shape: source.examples.shape, columns: steps + 1, rows: strips.count,
            breaks: Set(ends))
        var rows: [[DataTable.Cell]] = []
        let quantiles = quantiles
        for (row, strip) in strips.enumerated() {
            let coder = try source.coder(of: strip.size.shown.record.task)
            let mean = coder.posteriorMeans(source.tensor([example])).values
            let points = quantiles.map { quantile in
                var point = mean
                point[strip.dimension.number - 1] = Float(quantile)
                return point
            }
            let decoded = coder.decodedMeans(
                Tensor(shape: [steps, mean.count], values: points.flatMap { $0 }))
            sheet.place(source.examples.image(example), row: row, column: 0)
            for (step, quantile) in quantiles.enumerated() {
                let pixels = decoded.pixels(step)
                sheet.place(pixels, row: row, column: step + 1)
                rows.append([
                    .integer(strip.size.latentSize), .integer(strip.dimension.number),
                    .number(strip.dimension.kl, digits: 3), .integer(step + 1),
                    .number(quantile, digits: 3), .number(pixels.meanGrey, digits: 3),
                ])
            }
        }
        return RenderedFigure(
            id: Self.id, title: "What the strongest dimensions do", caption: caption,
            altText: altText(strips),
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"),
                    .init("Dimension", key: "dimension"),
                    .init("KL (nats per image)", key: "kl_nats"),
                    .init("Step", key: "step"), .init("Coordinate", key: "coordinate"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: strips.map { "size \($0.size.latentSize), z\($0.dimension.number)" })
    }

    private var caption: String {
        let edge = NumberText.fixed(quantiles.last ?? 0, digits: 2)
        let strongest =
            dimensions == 1
            ? "the dimension with the largest KL divergence"
            : "up to \(dimensions) dimensions with the largest KL divergence, the largest first"
        return "For each latent size \(strongest). Along a strip that coordinate alone goes from "
            + "\(NumberText.minus)\(edge) to \(edge), from 2.5 % to 97.5 % of the prior in equal "
            + "shares; the others stay at the posterior mean of the test image at the left. A strip that hardly "
            + "changes is of a dimension that the decoder hardly uses near this image. \(view.shownSeedSentence)"
    }

    private func altText(_ strips: [Strip]) -> String {
        let list = strips.map { strip in
            "z\(strip.dimension.number) of size \(strip.size.latentSize) with "
                + "\(NumberText.fixed(strip.dimension.kl, digits: 2)) nats"
        }
        return "Strips of \(steps) decoded images, in each of which one latent coordinate grows: "
            + "\(ListText.of(list))."
    }
}
