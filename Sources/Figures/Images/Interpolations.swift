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
    static let steps = 7
    static let pairs = 2

    private let view: StudyView
    private let source: ImageSource
    private let steps: Int
    private let ends: [(from: Int, to: Int)]
    /// The ways shown: both, one below the other, where none was asked for.
    private let paths: [LatentPath]

    /// Draws the figure, heeding `pairs`, `steps` and `path`; throws `FigureError.option`,
    /// `DrawingError` and what loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure {
        let pairs = try options.count(.pairs, or: pairs, in: 1...10)
        return try Interpolations(
            view: view, source: source,
            steps: try options.count(.steps, or: steps, in: 3...25),
            ends: Self.ends(pairs, among: source.chosen(max(10, 2 * pairs))),
            paths: options.path.map { [$0] } ?? LatentPath.allCases
        ).rendered()
    }

    /// Examples far apart in the list, so mostly of different classes where there are labels.
    private static func ends(_ pairs: Int, among chosen: [Int]) -> [(from: Int, to: Int)] {
        let half = chosen.count / 2
        return (0..<min(pairs, half)).map { (chosen[$0], chosen[$0 + half]) }
    }

    private func rendered() throws -> RenderedFigure {
        let block = view.sizes.count * paths.count
        var sheet = TileSheet(
            shape: source.examples.shape, columns: steps + 2, rows: ends.count * block,
            breaks: Set(ends.indices.map { ($0 + 1) * block - 1 }))
        var rows: [[DataTable.Cell]] = []
        for (number, pair) in ends.enumerated() {
            for (place, size) in view.sizes.enumerated() {
                let coder = try source.coder(of: size.shown.record.task)
                for (way, path) in paths.enumerated() {
                    let row = number * block + place * paths.count + way
                    let strip = strip(coder, pair, path)
                    sheet.place(source.examples.image(pair.from), row: row, column: 0)
                    sheet.place(source.examples.image(pair.to), row: row, column: steps + 1)
                    for (step, pixels) in strip.images.enumerated() {
                        sheet.place(pixels, row: row, column: step + 1)
                        rows.append([
                            .integer(number + 1), .integer(size.latentSize), .text(path.rawValue),
                            source.label(pair.from), source.label(pair.to),
                            .number(Double(step) / Double(steps - 1), digits: 3),
                            .number(strip.norms[step], digits: 2),
                            .number(pixels.meanGrey, digits: 3),
                        ])
                    }
                }
            }
        }
        return RenderedFigure(
            id: Self.id, title: "Interpolations between test images", caption: caption,
            altText: altText,
            table: DataTable(
                columns: [
                    .init("Pair", key: "pair"), .init("Latent size", key: "latent_size"),
                    .init("Way", key: "path"),
                    .init("Class from", key: "class_from"), .init("Class to", key: "class_to"),
                    .init("Part of the way", key: "part"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: ends.flatMap { _ in
                view.sizes.flatMap { size in
                    paths.map { path in
                        "size \(size.latentSize)" + (paths.count > 1 ? ", \(path.word)" : "")
                    }
                }
            })
    }

    private func strip(
        _ coder: any ImageCoder, _ pair: (from: Int, to: Int), _ path: LatentPath
    ) -> (images: [[UInt8]], norms: [Double]) {
        let means = coder.posteriorMeans(source.tensor([pair.from, pair.to]))
        let size = coder.latentSize
        let from = Array(means.values[..<size])
        let to = Array(means.values[size..<2 * size])
        let points = (0..<steps).map {
            path.point(from, to, part: Double($0) / Double(steps - 1))
        }
        let decoded = coder.decodedMeans(
            Tensor(shape: [steps, size], values: points.flatMap { $0 }))
        return ((0..<steps).map(decoded.pixels), points.map { LatentGeometry.norm($0[...]) })
    }

    private var caption: String {
        let ways =
            paths.count > 1
            ? "each first along the arc that joins their posterior means (spherical "
                + "interpolation), then straight (linear)"
            : "along \(paths.contains(.spherical) ? "the arc" : "the straight line") that joins "
                + "their posterior means (\(paths[0].rawValue) interpolation)"
        return "The same \(ends.count == 1 ? "pair" : "\(ends.count) pairs") of test images for "
            + "each latent size, \(ways). At both ends of a strip stand the originals, between "
            + "them \(steps) decoded points; the outermost two are the reconstructions. "
            + view.shownSeedSentence
    }

    private var altText: String {
        let list = ends.enumerated().map { index, pair -> String in
            if let labels = source.examples.labels {
                return "from a \(labels[pair.from]) to a \(labels[pair.to])"
            }
            return "pair \(index + 1)"
        }
        let ways = ListText.of(paths.map { "the \($0.word)" })
        return "Strips of \(steps) images that turn one test image into another: "
            + "\(ListText.of(list)), each for the latent sizes \(view.sizeList) along \(ways)."
    }
}

extension LatentPath {
    /// For the words beside a row.
    var word: String {
        switch self {
        case .spherical: "arc"
        case .linear: "line"
        }
    }

    /// The place this part of the way from one latent (0) to another (1).
    func point(_ from: [Float], _ to: [Float], part: Double) -> [Float] {
        switch self {
        case .spherical: LatentGeometry.spherical(from, to, part: part)
        case .linear: LatentGeometry.linear(from, to, part: part)
        }
    }
}
