import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Studies

/// Figure `class-means`: the way through the mean code of each class, in the classes' order.
struct ClassMeans {
    static let id = "class-means"
    /// Classes shown at most, the first ones: more would not fit beside each other.
    static let most = 10

    private let view: StudyView
    private let source: ImageSource
    /// The class of each example, and the classes shown.
    private let labels: [UInt8], classes: [UInt8]
    /// Decoded images from one mean to the next, both among them.
    private let steps: Int
    private let path: LatentPath

    /// Draws the figure, heeding `steps` and `path`; nil without labels of two classes or more. Throws
    /// `FigureError.option`, `DrawingError` and what loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure? {
        let steps = try options.count(.steps, or: 3, in: 2...9)
        guard let labels = source.examples.labels else { return nil }
        let classes = Array(Set(labels).sorted().prefix(most))
        guard classes.count > 1 else { return nil }
        return try ClassMeans(
            view: view, source: source, labels: labels, classes: classes, steps: steps,
            path: options.path ?? .linear
        ).rendered()
    }

    private var columns: Int { (classes.count - 1) * (steps - 1) + 1 }

    /// What stands in a column: a class, the next one, and how much of the way to it.
    private func place(_ column: Int) -> (from: Int, to: Int, part: Double) {
        let from = column / (steps - 1)
        let part = Double(column % (steps - 1)) / Double(steps - 1)
        return (from, part > 0 ? from + 1 : from, part)
    }

    private func rendered() throws -> RenderedFigure {
        var sheet = TileSheet(
            shape: source.examples.shape, columns: columns, rows: view.sizes.count + 1,
            breaks: [0])
        for (index, label) in classes.enumerated() {
            guard let example = labels.firstIndex(of: label) else { continue }
            sheet.place(source.examples.image(example), row: 0, column: index * (steps - 1))
        }
        var rows: [[DataTable.Cell]] = []
        for (row, size) in view.sizes.enumerated() {
            let means = try means(size)
            let points = (0..<columns).map { column in
                let place = place(column)
                return path.point(means[place.from], means[place.to], part: place.part)
            }
            let decoded = try source.coder(of: size.shown.record.task).decodedMeans(
                Tensor(shape: [columns, size.latentSize], values: points.flatMap { $0 }))
            for column in 0..<columns {
                let place = place(column)
                let pixels = decoded.pixels(column)
                sheet.place(pixels, row: row + 1, column: column)
                rows.append([
                    .integer(size.latentSize), .integer(column + 1),
                    .integer(Int(classes[place.from])), .integer(Int(classes[place.to])),
                    .number(place.part, digits: 3),
                    .number(LatentGeometry.norm(points[column][...]), digits: 2),
                    .number(pixels.meanGrey, digits: 3),
                ])
            }
        }
        return RenderedFigure(
            id: Self.id, title: "Through the class means", caption: caption, altText: altText,
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Column", key: "column"),
                    .init("Class from", key: "class_from"), .init("Class to", key: "class_to"),
                    .init("Part of the way", key: "part"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(),
            rowLabels: ["test image"] + view.sizes.map { "size \($0.latentSize)" })
    }

    /// The mean posterior mean of each class shown.
    private func means(_ size: StudyView.Size) throws -> [[Float]] {
        let codes = try source.exampleMeans(of: size.shown.record.task)
        let width = size.latentSize
        return classes.map { label in
            let members = labels.indices.filter { labels[$0] == label }
            return (0..<width).map { dimension in
                let sum = members.reduce(0.0) { $0 + Double(codes.values[$1 * width + dimension]) }
                return Float(sum / Double(max(members.count, 1)))
            }
        }
    }

    private var classList: String { ListText.of(classes.map { "\($0)" }) }

    private var caption: String {
        let all = Set(labels).count
        let left = all > classes.count ? ", the first \(classes.count) of \(all) classes" : ""
        let between =
            steps == 2
            ? "each column is a mean"
            : "the means are the columns below a test image of their class, the first that was "
                + "kept; between each two \(steps == 3 ? "is" : "are") "
                + "\(steps - 2) decoded point\(steps == 3 ? "" : "s") of the way (\(path.rawValue) interpolation)"
        return "Decoder means at the mean posterior mean of each class, \(classList) from the "
            + "left\(left), over the \(NumberText.integer(labels.count)) test images kept: "
            + "\(between). "
            + view.shownSeedSentence
    }

    private var altText: String {
        "Strips of \(columns) decoded images, one for each of the latent sizes \(view.sizeList), "
            + "that go through the mean codes of the classes \(classList)."
    }
}
