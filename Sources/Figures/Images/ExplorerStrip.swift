import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Studies

/// Figure `explorer-strip`: one way through the prior, as a few latent sizes decode it. It stands for
/// what can be explored where nothing can be moved.
struct ExplorerStrip {
    static let id = "explorer-strip"
    /// Draws that the way goes through.
    static let stations = 3

    /// Draws the figure, heeding `steps`; throws `FigureError.option`, `DrawingError` and what loading
    /// a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure {
        let steps = try options.count(.steps, or: 11, in: 3...25)
        return try rendered(view, source, steps: steps)
    }

    private static func rendered(
        _ view: StudyView, _ source: ImageSource, steps: Int
    ) throws -> RenderedFigure {
        let draws = Samples.noise(
            count: stations, latentSize: view.sizes.map(\.latentSize).max() ?? 0)
        var sheet = TileSheet(
            shape: source.examples.shape, columns: steps, rows: view.sizes.count)
        var rows: [[DataTable.Cell]] = []
        for (row, size) in view.sizes.enumerated() {
            let points = (0..<steps).map { step in
                way(
                    draws.map { Array($0.prefix(size.latentSize)) },
                    part: Double(step) / Double(steps - 1))
            }
            let decoded = try source.coder(of: size.shown.record.task).decodedMeans(
                Tensor(shape: [steps, size.latentSize], values: points.flatMap { $0 }))
            for (step, point) in points.enumerated() {
                let pixels = decoded.pixels(step)
                sheet.place(pixels, row: row, column: step)
                rows.append([
                    .integer(size.latentSize), .integer(step + 1),
                    .number(Double(step) / Double(steps - 1), digits: 3),
                    .number(LatentGeometry.norm(point[...]), digits: 2),
                    .number(pixels.meanGrey, digits: 3),
                ])
            }
        }
        return RenderedFigure(
            id: id, title: "A way through the latent space",
            caption:
                "Decoder means at \(steps) points of one way through the prior: along arcs from "
                + "the first to the second and on to the third of the draws that the samples of the "
                + "prior begin with. Rows: \(list(view)). Each size takes as many coordinates of the "
                + "draws as it has. \(view.shownSeedSentence)",
            altText:
                "\(view.sizes.count == 1 ? "Strip" : "Strips") of \(steps) decoded images that "
                + "change step by step on the same way through the prior, for the latent "
                + "size\(view.sizes.count == 1 ? "" : "s") \(view.sizeList).",
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Step", key: "step"),
                    .init("Part of the way", key: "part"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: view.sizes.map { "size \($0.latentSize)" })
    }

    /// The place this part of the way from the first station through the others to the last.
    static func way(_ stations: [[Float]], part: Double) -> [Float] {
        let position = min(max(part, 0), 1) * Double(stations.count - 1)
        let leg = min(Int(position), stations.count - 2)
        return LatentGeometry.spherical(
            stations[leg], stations[leg + 1], part: position - Double(leg))
    }

    /// `latent sizes 2, 8 (which the verdict names) and 16`
    private static func list(_ view: StudyView) -> String {
        "latent size\(view.sizes.count == 1 ? "" : "s") "
            + ListText.of(
                view.sizes.map { size in
                    size.latentSize == view.markedSize
                        ? "\(size.latentSize) (which the verdict names)" : "\(size.latentSize)"
                })
    }
}
