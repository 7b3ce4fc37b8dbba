import Drawing

extension SizeMetric {
    /// A row of numbers, and where it is drawn.
    private struct Row {
        let cells: [DataTable.Cell]
        let place: Chart.Place
    }

    /// The numbers drawn in the panels of `metrics`, a row a point.
    static func table(_ metrics: [SizeMetric]) -> DataTable {
        DataTable(
            columns: [
                .init("Metric", key: "metric"), .init("Series", key: "series"),
                .init("Latent size", key: "latent_size"), .init("Value", key: "value"),
                .init("95 % from", key: "low"), .init("95 % to", key: "high"),
            ], rows: metrics.flatMap { $0.rows(end: 1) }.map(\.cells))
    }

    /// Where the rows of that table are drawn.
    static func places(_ metrics: [SizeMetric], _ view: StudyView) -> [Chart.Place?] {
        let end = Axis.latentSizeRange(view.sizes.map(\.latentSize)).upperBound
        return metrics.flatMap { $0.rows(end: end) }.map(\.place)
    }

    /// What holds for all latent sizes is at `end`, where its line ends.
    private func rows(end: Double) -> [Row] {
        series.flatMap(rows) + references.flatMap { rows(of: $0, end: end) }
    }

    private func row(
        _ series: String, _ latentSize: Int?, _ value: Double, _ low: Double? = nil,
        _ high: Double? = nil, end: Double = 0
    ) -> Row {
        func number(_ value: Double?) -> DataTable.Cell {
            value.map { .number($0, digits: digits) } ?? .empty
        }
        return Row(
            cells: [
                .text(name), .text(series), latentSize.map(DataTable.Cell.integer) ?? .empty,
                number(value), number(low), number(high),
            ], place: Chart.Place(.init(latentSize.map(Double.init) ?? end, value), panel: name))
    }

    private func rows(of series: Series) -> [Row] {
        series.points.flatMap { point in
            let mean = point.seeds.isEmpty ? series.name : "\(series.name), mean"
            return [
                row(
                    mean, point.latentSize, point.mean, point.interval?.lowerBound,
                    point.interval?.upperBound)
            ]
                + point.seeds.map { seed, value in
                    row("\(series.name), seed \(seed)", point.latentSize, value)
                }
        }
    }

    private func rows(of reference: Reference, end: Double) -> [Row] {
        switch reference {
        case .level(let value, let name): [row(name, nil, value, end: end)]
        case .curve(let points, let name): points.map { row(name, Int($0.x), $0.y) }
        case .margin(let low, let high, let name): [row(name, nil, high, low, high, end: end)]
        }
    }
}
