import Drawing
import Evaluation
import Figures

/// One metric of the comparison table.
struct ComparisonColumn {
    /// Which end of the scale is good.
    enum Direction {
        case low, high, neither
    }

    /// What a cell holds.
    enum Content {
        case interval((SizeSummary) -> Interval)
        case number((SizeSummary) -> Double?)
        case activeUnits
    }

    let title: String
    let unit: String
    /// For files.
    let key: String
    let digits: Int
    let direction: Direction
    let content: Content

    /// Left to right.
    static var all: [ComparisonColumn] {
        [
            ComparisonColumn(
                title: "Negative ELBO", unit: "nats per image", key: "negative_elbo_nats",
                digits: 2, direction: .low, content: .interval(\.negativeELBO)),
            ComparisonColumn(
                title: "Reconstruction", unit: "nats per image", key: "reconstruction_nats",
                digits: 2, direction: .low, content: .interval(\.reconstruction)),
            ComparisonColumn(
                title: "KL", unit: "nats per image", key: "kl_nats", digits: 2,
                direction: .neither, content: .interval(\.kl)),
            ComparisonColumn(
                title: "MSE", unit: "per pixel", key: "mse", digits: 4, direction: .low,
                content: .interval(\.mse)),
            ComparisonColumn(
                title: "PCA’s MSE", unit: "per pixel", key: "pca_mse", digits: 4,
                direction: .neither, content: .number { $0.pca?.mse }),
            ComparisonColumn(
                title: "PSNR", unit: "dB", key: "psnr_db", digits: 2, direction: .high,
                content: .interval(\.psnr)),
            ComparisonColumn(
                title: "SSIM", unit: "", key: "ssim", digits: 3, direction: .high,
                content: .interval(\.ssim)),
            ComparisonColumn(
                title: "PCA’s SSIM", unit: "", key: "pca_ssim", digits: 3, direction: .neither,
                content: .number { $0.pca?.ssim }),
            ComparisonColumn(
                title: "Active units", unit: "", key: "active_units", digits: 0,
                direction: .neither, content: .activeUnits),
        ]
    }

    /// The size with the best mean; the smaller of two equal ones.
    func best(_ summaries: [SizeSummary]) -> Int? {
        guard case .interval(let value) = content, summaries.count > 1 else { return nil }
        let ranked = summaries.map { (value($0).mean, $0.latentSize) }
        switch direction {
        case .low: return ranked.min { $0.0 < $1.0 }?.1
        case .high: return ranked.reduce(ranked[0]) { $1.0 > $0.0 ? $1 : $0 }.1
        case .neither: return nil
        }
    }

    func cell(_ summary: SizeSummary, isBest: Bool) -> ComparisonView.Cell {
        switch content {
        case .interval(let value):
            let interval = value(summary)
            return ComparisonView.Cell(
                value: NumberText.fixed(interval.mean, digits: digits), isBest: isBest,
                hasInterval: true,
                interval: NumberText.plusMinus(interval.halfWidth, digits: digits))
        case .number(let value):
            return ComparisonView.Cell(
                value: value(summary).map { NumberText.fixed($0, digits: digits) } ?? "–")
        case .activeUnits:
            return ComparisonView.Cell(value: summary.activeUnitsText)
        }
    }

    var fileColumns: [DataTable.Column] {
        let heading = unit.isEmpty ? title : "\(title) (\(unit))"
        switch content {
        case .interval:
            return [
                DataTable.Column(heading, key: key),
                DataTable.Column("\(heading), half the 95 % interval", key: "\(key)_half_width"),
            ]
        case .number: return [DataTable.Column(heading, key: key)]
        case .activeUnits:
            return [
                DataTable.Column("Active units, fewest of any seed", key: "active_units_lowest"),
                DataTable.Column("Active units, most of any seed", key: "active_units_highest"),
            ]
        }
    }

    func fileCells(_ summary: SizeSummary) -> [DataTable.Cell] {
        switch content {
        case .interval(let value):
            let interval = value(summary)
            return [
                .number(interval.mean, digits: digits),
                .number(interval.halfWidth, digits: digits),
            ]
        case .number(let value):
            return [value(summary).map { .number($0, digits: digits) } ?? .empty]
        case .activeUnits:
            let units = summary.activeUnits
            return [units.min(), units.max()].map { $0.map(DataTable.Cell.integer) ?? .empty }
        }
    }
}
