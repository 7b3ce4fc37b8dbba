import Drawing

extension SizeMetric {
    /// The numbers drawn in the panels of `metrics`, a row a point.
    static func table(_ metrics: [SizeMetric]) -> DataTable {
        DataTable(
            columns: [
                .init("Metric", key: "metric"), .init("Series", key: "series"),
                .init("Latent size", key: "latent_size"), .init("Value", key: "value"),
                .init("95 % from", key: "low"), .init("95 % to", key: "high"),
            ], rows: metrics.flatMap(\.rows))
    }

    private var rows: [[DataTable.Cell]] {
        series.flatMap(rows) + references.flatMap(rows)
    }

    private func row(
        _ series: String, _ latentSize: Int?, _ value: Double, _ low: Double? = nil,
        _ high: Double? = nil
    ) -> [DataTable.Cell] {
        func number(_ value: Double?) -> DataTable.Cell {
            value.map { .number($0, digits: digits) } ?? .empty
        }
        return [
            .text(name), .text(series), latentSize.map(DataTable.Cell.integer) ?? .empty,
            number(value), number(low), number(high),
        ]
    }

    private func rows(of series: Series) -> [[DataTable.Cell]] {
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

    private func rows(of reference: Reference) -> [[DataTable.Cell]] {
        switch reference {
        case .level(let value, let name): [row(name, nil, value)]
        case .curve(let points, let name): points.map { row(name, Int($0.x), $0.y) }
        case .margin(let low, let high, let name): [row(name, nil, high, low, high)]
        }
    }
}
