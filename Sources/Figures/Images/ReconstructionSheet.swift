import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Studies

/// Examples in the first row, then what each latent size makes of them, with the errors.
struct ReconstructionSheet {
    private let view: StudyView
    private let tiles: TileSheet
    private let rows: [[DataTable.Cell]]
    /// Of the images shown, by the order of sizes: squared error per pixel.
    let meanErrors: [Double]

    /// Decodes the posterior means of the examples `chosen`. Throws what loading a model throws.
    init(_ view: StudyView, _ source: ImageSource, chosen: [Int]) throws {
        let originals = source.tensor(chosen)
        var tiles = TileSheet(
            shape: source.examples.shape, columns: chosen.count, rows: view.sizes.count + 1,
            breaks: [0])
        for (column, index) in chosen.enumerated() {
            tiles.place(source.examples.image(index), row: 0, column: column)
        }
        var rows: [[DataTable.Cell]] = []
        var means: [Double] = []
        for (row, size) in view.sizes.enumerated() {
            let coder = try source.coder(of: size.shown.record.task)
            let decoded = coder.decodedMeans(coder.posteriorMeans(originals))
            let errors = originals.squaredErrors(decoded)
            for (column, index) in chosen.enumerated() {
                tiles.place(decoded.pixels(column), row: row + 1, column: column)
                rows.append([
                    .integer(size.latentSize), .integer(column + 1), source.label(index),
                    .number(errors[column], digits: 4),
                ])
            }
            means.append(errors.reduce(0, +) / Double(max(chosen.count, 1)))
        }
        self.view = view
        self.tiles = tiles
        self.rows = rows
        meanErrors = means
    }

    /// `0.0412 at latent size 2 and 0.0123 at latent size 8`
    var errorList: String {
        ListText.of(
            zip(meanErrors, view.sizes).map {
                "\(NumberText.fixed($0, digits: 4)) at latent size \($1.latentSize)"
            })
    }

    /// The finished figure; throws `DrawingError`.
    func figure(
        id: String, title: String, caption: String, altText: String
    ) throws -> RenderedFigure {
        RenderedFigure(
            id: id, title: title, caption: caption, altText: altText,
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Column", key: "column"),
                    .init("Class", key: "class"),
                    .init("Squared error (per pixel)", key: "mse"),
                ], rows: rows), content: try tiles.content(),
            rowLabels: ["original"] + view.sizes.map { "size \($0.latentSize)" })
    }
}

extension Tensor {
    /// The mean squared difference of each row from the same row of `other`.
    ///
    /// - Precondition: matrices of one shape.
    func squaredErrors(_ other: Tensor) -> [Double] {
        precondition(shape == other.shape, "images of another shape")
        let length = rowLength
        return stride(from: 0, to: values.count, by: max(length, 1)).map { start in
            var sum = 0.0
            for index in start..<start + length {
                let difference = Double(values[index]) - Double(other.values[index])
                sum += difference * difference
            }
            return sum / Double(max(length, 1))
        }
    }
}
