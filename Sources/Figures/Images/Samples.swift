import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Foundation
import Studies

/// Figure `samples`: images decoded from the prior, a block of rows for each latent size.
struct Samples {
    static let id = "samples"
    static let columns = 10
    static let rowsPerSize = 2

    /// Draws the figure; throws `DrawingError` and what loading a model throws.
    static func rendered(_ view: StudyView, _ source: ImageSource) throws -> RenderedFigure {
        let count = columns * rowsPerSize
        let noise = noise(count: count, latentSize: view.sizes.map(\.latentSize).max() ?? 0)
        var sheet = TileSheet(
            shape: source.examples.shape, columns: columns,
            rows: rowsPerSize * view.sizes.count,
            breaks: Set(view.sizes.indices.map { ($0 + 1) * rowsPerSize - 1 }))
        var rows: [[DataTable.Cell]] = []
        for (block, size) in view.sizes.enumerated() {
            let coder = try source.coder(of: size.first.record.task)
            // The first coordinates of the common noise: sizes differ as little as they can.
            let latents = Tensor(
                shape: [count, size.latentSize],
                values: noise.flatMap { $0.prefix(size.latentSize) })
            let decoded = coder.decodedMeans(latents)
            for index in 0..<count {
                let pixels = decoded.pixels(index)
                sheet.place(
                    pixels, row: block * rowsPerSize + index / columns, column: index % columns)
                rows.append([
                    .integer(size.latentSize), .integer(index + 1),
                    .number(LatentGeometry.norm(noise[index].prefix(size.latentSize)), digits: 2),
                    .number(meanGrey(pixels), digits: 3),
                ])
            }
        }
        return RenderedFigure(
            id: id, title: "Samples from the prior",
            caption: "Decoder means of \(count) draws from the prior N(0, I) for each latent size: "
                + "\(view.sizeList), from the top. Every size decodes the same draws, of which it "
                + "takes as many coordinates as it has, so images in the same place of two blocks "
                + "share their first coordinates. The draws are fixed, none was left out. "
                + view.firstSeedSentence,
            altText: "Grid of \(count) generated images for each latent size, "
                + "\(rowsPerSize) rows a size: \(view.sizeList). Mean grey of the images from 0 to "
                + "1: \(brightness(rows, view)).",
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Sample", key: "sample"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: view.sizes.flatMap { size in
                ["size \(size.latentSize)"]
                    + [String](repeating: "", count: rowsPerSize - 1)
            })
    }

    /// Standard normal numbers, `count` rows of `latentSize`; a row's beginning does not depend on
    /// its length.
    static func noise(count: Int, latentSize: Int) -> [[Float]] {
        (0..<count).map { index in
            var generator = Philox(seed: 1, purpose: .samples, stream: UInt64(index))
            return (0..<latentSize).map { _ in Float(generator.normal()) }
        }
    }

    /// The mean of pixels, from 0 to 1.
    static func meanGrey(_ pixels: [UInt8]) -> Double {
        Double(pixels.reduce(0) { $0 + Int($1) }) / Double(max(pixels.count, 1)) / 255
    }

    private static func brightness(_ rows: [[DataTable.Cell]], _ view: StudyView) -> String {
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
