import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Studies

/// Figure `latent-scatter`: where the test images lie in the latent space of each size.
struct LatentScatter: ChartFigure {
    /// One latent size.
    private struct Plane {
        let size: StudyView.Size
        let projection: LatentProjection
    }

    private let view: StudyView
    private let planes: [Plane]
    /// The class of each point; nil without labels.
    private let labels: [UInt8]?
    private let count: Int

    let id = "latent-scatter"
    let title = "Where the test images lie"

    /// Heeds `images`; nil where no size has a plane. Throws `FigureError.option` and what loading a
    /// model throws.
    init?(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws {
        let count = min(
            try options.count(.images, or: 250, in: 10...2000), source.examples.count)
        let shown = view.only(view.sizes.map(\.latentSize).filter { $0 >= 2 })
        guard !shown.sizes.isEmpty else { return nil }
        planes = try shown.sizes.map { size in
            let codes = try source.exampleMeans(of: size.shown.record.task)
            let first = Tensor(
                shape: [count, size.latentSize],
                values: Array(codes.values.prefix(count * size.latentSize)))
            return Plane(size: size, projection: try LatentProjection(first))
        }
        self.view = shown
        self.count = count
        labels = source.examples.labels.map { Array($0.prefix(count)) }
    }

    private var classes: [UInt8] { Set(labels ?? []).sorted() }

    func chart(_ form: ChartForm) -> Chart {
        let columns = form == .wide ? min(planes.count, 2) : 1
        let height = form == .wide ? 250.0 : 230
        // One scale for all panels, and as good as the same along both axes.
        let width = (form.width - 60) / Double(columns) - 20
        let places = planes.flatMap(\.projection.places).filter { $0.x.isFinite && $0.y.isFinite }
        let reach =
            1.06
            * max(
                (places.map { abs($0.x) }.max() ?? 1) / width,
                (places.map { abs($0.y) }.max() ?? 1) / height, 1e-9)
        let panels = planes.map { plane in
            Chart.Panel(
                title: title(of: plane),
                x: Axis(
                    name(1), extent: .exactly(-reach * width...reach * width), group: 0),
                y: Axis(
                    name(2), extent: .exactly(-reach * height...reach * height), group: 0),
                marks: marks(plane), key: "\(plane.size.latentSize)")
        }
        return Chart(
            panels: panels, columns: columns, panelHeight: height, note: view.shownSeedNote)
    }

    private func marks(_ plane: Plane) -> [Mark] {
        let places = plane.projection.places.map { Mark.Datum($0.x, $0.y) }
        guard let labels else {
            return [.dots(.init(places, plane.size.ink, diameter: 3))]
        }
        return classes.enumerated().map { index, label in
            .dots(
                .init(
                    zip(places, labels).filter { $1 == label }.map(\.0), .category(index),
                    diameter: 3, label: "\(label)"))
        }
    }

    private func title(of plane: Plane) -> String {
        guard let shares = plane.projection.shares else {
            return "size \(plane.size.latentSize): z1 and z2"
        }
        return "size \(plane.size.latentSize): 2-D PCA, \(percent(shares.x)) + "
            + percent(shares.y)
    }

    private func percent(_ share: Double) -> String {
        "\(NumberText.fixed(100 * share, digits: 0)) %"
    }

    private var isProjected: Bool { planes.contains { $0.projection.shares != nil } }
    private var isPlane: Bool { planes.contains { $0.projection.shares == nil } }

    /// Short: the outlines of its letters are a good part of the file.
    private func name(_ axis: Int) -> String {
        isProjected ? isPlane ? "z\(axis) or PC \(axis)" : "PC \(axis)" : "z\(axis)"
    }
}

extension LatentScatter {
    var caption: String {
        var sentences = [
            "Posterior means of \(NumberText.integer(count)) test images, the first that were kept, "
                + "one dot each."
        ]
        if isPlane { sentences.append("Of latent size 2 both coordinates are drawn.") }
        if isProjected {
            sentences.append(
                "Larger sizes are projected on their first two principal components (2-D PCA), "
                    + "whose shares of the variance are named: what lies in the others is not seen."
            )
        }
        if labels != nil {
            sentences.append("Colours are classes, named near their medians.")
        }
        return (sentences + [view.shownSeedSentence]).joined(separator: " ")
    }

    var altText: String {
        let parts = planes.map { plane in
            let shares = plane.projection.shares.map {
                ": its first two principal components hold \(percent($0.x + $0.y)) of the variance"
            }
            return "latent size \(plane.size.latentSize)\(shares ?? ", both coordinates")"
        }
        let kinds = labels == nil ? "" : " in \(classes.count) classes"
        return "Scatter charts of the codes of \(NumberText.integer(count)) test images\(kinds): "
            + "\(ListText.of(parts))."
    }

    var places: [Chart.Place?] {
        planes.flatMap { plane in
            plane.projection.places.map {
                Chart.Place(.init($0.x, $0.y), panel: "\(plane.size.latentSize)")
            }
        }
    }

    var table: DataTable {
        // A thousandth is less than the width of a dot; more digits would only make the file longer.
        func cell(_ value: Double) -> DataTable.Cell {
            .number((value * 1000).rounded() / 1000, digits: 3)
        }
        return DataTable(
            columns: [
                .init("Latent size", key: "latent_size"), .init("Class", key: "class"),
                .init("First", key: "first"), .init("Second", key: "second"),
            ],
            rows: planes.flatMap { plane in
                plane.projection.places.enumerated().map { index, place in
                    [
                        .integer(plane.size.latentSize),
                        labels.map { .integer(Int($0[index])) } ?? .empty, cell(place.x),
                        cell(place.y),
                    ]
                }
            })
    }
}
