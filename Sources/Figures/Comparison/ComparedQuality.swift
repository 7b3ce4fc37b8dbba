import Diagnostics
import Drawing

/// Figure `quality`: metrics of two studies against the latent size, on common axes.
public struct ComparedQuality: Sendable {
    /// One latent size of one study.
    public struct Point: Sendable {
        let latentSize: Int
        let mean: Double
        let interval: ClosedRange<Double>?

        /// Without an interval where there is none, as of counts.
        public init(latentSize: Int, mean: Double, interval: ClosedRange<Double>?) {
            self.latentSize = latentSize
            self.mean = mean
            self.interval = interval
        }
    }

    /// A panel.
    public struct Metric: Sendable {
        let name: String
        let unit: String?
        let digits: Int
        /// Numbers that its axis covers in any case.
        let includes: [Double]
        /// Of the first study and of the second, by rising size; neither is empty.
        let series: [[Point]]

        /// Puts the parts together.
        public init(
            name: String, unit: String?, digits: Int, includes: [Double], series: [[Point]]
        ) {
            self.name = name
            self.unit = unit
            self.digits = digits
            self.includes = includes
            self.series = series
        }
    }

    private let metrics: [Metric]
    private let studies: [String]
    private let sizes: [Int]
    let title: String
    let caption: String

    /// Of two `studies`, by the words that are set at the ends of their lines.
    public init(_ metrics: [Metric], studies: [String], title: String, caption: String) {
        self.metrics = metrics
        self.studies = studies
        self.title = title
        self.caption = caption
        sizes = Set(metrics.flatMap { $0.series.flatMap { $0.map(\.latentSize) } }).sorted()
    }

    /// Drawn in all its forms; throws `DrawingError`.
    public func figure() throws -> RenderedFigure { try rendered() }
}

extension ComparedQuality: ChartFigure {
    var id: String { "quality" }

    func chart(_ form: ChartForm) -> Chart {
        Chart(
            panels: metrics.map(panel), columns: form == .wide ? min(metrics.count, 2) : 1,
            panelHeight: form == .wide ? 128 : 112)
    }

    private func panel(_ metric: Metric) -> Chart.Panel {
        // Where both are the same, the second's dashes are over the first's line and its rings around
        // the first's discs, so that both are seen.
        let marks =
            metric.series.indices.map { line(of: metric, $0) }
            + metric.series.indices.reversed().flatMap { points(of: metric, $0) }
        return Chart.Panel(
            x: .latentSize(sizes, group: 0),
            y: Axis(metric.name, unit: metric.unit, includes: metric.includes), marks: marks,
            key: metric.name)
    }

    /// Solid or dashed: told apart without colour.
    private func line(of metric: Metric, _ study: Int) -> Mark {
        let points = metric.series[study].map { Mark.Datum(Double($0.latentSize), $0.mean) }
        return .line(
            .init(
                points, Stroke(.category(study), width: 1.75, dash: study > 0 ? [5, 3] : []),
                label: studies[study]))
    }

    /// Discs, or larger rings.
    private func points(of metric: Metric, _ study: Int) -> [Mark] {
        let points = metric.series[study]
        let spans = points.compactMap { point in
            point.interval.map {
                Mark.Interval(
                    x: Double(point.latentSize), low: $0.lowerBound, high: $0.upperBound)
            }
        }
        return [
            .intervals(spans, Stroke(.category(study), width: 1.5)),
            .points(
                .init(
                    points.map { Mark.Datum(Double($0.latentSize), $0.mean) }, .category(study),
                    radius: study > 0 ? 5 : 3.5, isHollow: study > 0)),
        ]
    }

    private var rows: [(cells: [DataTable.Cell], place: Chart.Place)] {
        metrics.flatMap { metric in
            metric.series.enumerated().flatMap { study, points in
                points.map { point in
                    let bounds = [point.interval?.lowerBound, point.interval?.upperBound]
                    return (
                        [
                            .text(metric.name), .text(studies[study]), .integer(point.latentSize),
                            .number(point.mean, digits: metric.digits),
                        ] + bounds.map { $0.map { .number($0, digits: metric.digits) } ?? .empty },
                        Chart.Place(
                            .init(Double(point.latentSize), point.mean), panel: metric.name)
                    )
                }
            }
        }
    }

    var table: DataTable {
        DataTable(
            columns: [
                .init("Metric", key: "metric"), .init("Study", key: "study"),
                .init("Latent size", key: "latent_size"), .init("Value", key: "value"),
                .init("95 % from", key: "low"), .init("95 % to", key: "high"),
            ], rows: rows.map(\.cells))
    }

    var places: [Chart.Place?] { rows.map(\.place) }

    var altText: String {
        let parts = metrics.flatMap { metric in
            metric.series.enumerated().compactMap { study, points -> String? in
                guard let first = points.first, let last = points.last else { return nil }
                func number(_ value: Double) -> String {
                    NumberText.fixed(value, digits: metric.digits)
                }
                let range =
                    points.count == 1
                    ? number(first.mean) : "\(number(first.mean)) to \(number(last.mean))"
                return "\(metric.name.prefix(1).lowercased())\(metric.name.dropFirst()),"
                    + " \(studies[study]), \(range)"
            }
        }
        return
            "\(CountText.of(metrics.count, "line chart")) by latent size, two lines each. From each"
            + " study’s smallest to its largest size: \(ListText.of(parts))."
    }
}
