import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Studies

/// A grid of generated images, a block of rows for each latent size, with their numbers.
struct SampleSheet {
    private let view: StudyView
    private let tiles: TileSheet
    private let rows: [[DataTable.Cell]]
    private let columns: Int, rowsPerSize: Int

    /// Decodes the first seed's model at the latents of each size, [columns · rowsPerSize, latentSize].
    /// Throws what loading a model throws.
    init(
        _ view: StudyView, _ source: ImageSource, columns: Int, rowsPerSize: Int,
        latents: (StudyView.Size) throws -> Tensor
    ) throws {
        var tiles = TileSheet(
            shape: source.examples.shape, columns: columns,
            rows: rowsPerSize * view.sizes.count,
            breaks: Set(view.sizes.indices.map { ($0 + 1) * rowsPerSize - 1 }))
        var rows: [[DataTable.Cell]] = []
        for (block, size) in view.sizes.enumerated() {
            let latents = try latents(size)
            let decoded = try source.coder(of: size.shown.record.task).decodedMeans(latents)
            for index in 0..<columns * rowsPerSize {
                let pixels = decoded.pixels(index)
                tiles.place(
                    pixels, row: block * rowsPerSize + index / columns, column: index % columns)
                let latent = latents.values[
                    index * size.latentSize..<(index + 1) * size.latentSize]
                rows.append([
                    .integer(size.latentSize), .integer(index + 1),
                    .number(LatentGeometry.norm(latent), digits: 2),
                    .number(pixels.meanGrey, digits: 3),
                ])
            }
        }
        self.view = view
        self.tiles = tiles
        self.rows = rows
        self.columns = columns
        self.rowsPerSize = rowsPerSize
    }

    /// The finished figure; throws `DrawingError`.
    func figure(id: String, title: String, caption: String) throws -> RenderedFigure {
        RenderedFigure(
            id: id, title: title, caption: caption,
            altText: "Grid of \(columns * rowsPerSize) generated images for each latent size, "
                + "\(rowsPerSize) rows a size: \(view.sizeList). Mean grey of the images from 0 to "
                + "1: \(brightness).",
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Sample", key: "sample"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try tiles.content(),
            rowLabels: view.sizes.flatMap { size in
                ["size \(size.latentSize)"]
                    + [String](repeating: "", count: rowsPerSize - 1)
            })
    }

    private var brightness: String {
        ListText.of(
            view.sizes.map { size in
                let values = rows.compactMap { row -> Double? in
                    guard row[0] == .integer(size.latentSize), case .number(let grey, _) = row[3]
                    else { return nil }
                    return grey
                }
                let mean = values.reduce(0, +) / Double(max(values.count, 1))
                return "\(NumberText.fixed(mean, digits: 2)) at size \(size.latentSize)"
            })
    }
}
