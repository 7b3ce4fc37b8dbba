import Drawing
import Evaluation
import Figures

/// One criterion of the verdict's table.
struct VerdictColumn {
    let criterion: Verdict.Criterion
    let title: String
    let unit: String
    /// For files.
    let key: String
    let digits: Int
    /// From the finding's numbers to those shown: 100 for points of percent.
    var factor = 1.0

    /// The criteria that were examined, in the order of findings.
    static func all(_ verdict: Verdict) -> [VerdictColumn] {
        let name = verdict.endpoint.name
        return (verdict.rows.first?.findings ?? []).map { finding in
            switch finding.criterion {
            case .score:
                VerdictColumn(
                    criterion: .score, title: "Excess", unit: "over the best other size",
                    key: "excess", digits: verdict.digits)
            case .gate(.squaredError):
                VerdictColumn(
                    criterion: finding.criterion, title: "Squared error", unit: "slack to PCA’s",
                    key: "mse_slack", digits: 4)
            case .gate(.sampleDistance):
                VerdictColumn(
                    criterion: finding.criterion,
                    title: name.prefix(1).uppercased() + name.dropFirst(),
                    unit: "slack to PPCA’s", key: "distance_slack", digits: verdict.digits)
            case .gate(.coverage):
                VerdictColumn(
                    criterion: finding.criterion, title: "Coverage",
                    unit: "slack to 0.8 of real images’", key: "coverage_slack", digits: 3)
            case .gate(.recognition):
                VerdictColumn(
                    criterion: finding.criterion, title: "Judge’s accuracy",
                    unit: "slack, % points", key: "judge_slack_points", digits: 2, factor: 100)
            }
        }
    }

    func cell(_ row: Verdict.Row) -> ReportTable.Cell {
        guard let finding = row.finding(criterion) else { return ReportTable.Cell("–") }
        func text(_ value: Double) -> String { NumberText.fixed(factor * value, digits: digits) }
        return ReportTable.Cell(
            text(finding.estimate), detail: "\(text(finding.lower)) to \(text(finding.upper))",
            standing: ReportTable.Standing(finding.standing))
    }

    var fileColumns: [DataTable.Column] {
        let heading = "\(title), \(unit)"
        return [
            DataTable.Column(heading, key: key),
            DataTable.Column("\(heading), lower 95 % bound", key: "\(key)_lower"),
            DataTable.Column("\(heading), upper 95 % bound", key: "\(key)_upper"),
            DataTable.Column("\(title) passes, is open or fails", key: "\(key)_standing"),
        ]
    }

    func fileCells(_ row: Verdict.Row) -> [DataTable.Cell] {
        guard let finding = row.finding(criterion) else {
            return [DataTable.Cell](repeating: .empty, count: 4)
        }
        return [finding.estimate, finding.lower, finding.upper].map {
            .number(factor * $0, digits: digits)
        } + [.text(finding.standing.rawValue)]
    }
}

extension DataTable {
    /// The verdict's table for files, a row a size.
    init(_ verdict: Verdict) {
        let columns = VerdictColumn.all(verdict)
        let key = verdict.endpoint.rawValue.replacing("-", with: "_")
        self.init(
            columns: [
                DataTable.Column("Latent size", key: "latent_size"),
                DataTable.Column("Score", key: key),
                DataTable.Column("Standard error of the score", key: "\(key)_standard_error"),
                DataTable.Column("Margin", key: "margin"),
            ] + columns.flatMap(\.fileColumns) + [DataTable.Column("Standing", key: "standing")],
            rows: verdict.rows.map { row in
                [
                    .integer(row.latentSize), .number(row.score, digits: verdict.digits),
                    .number(row.standardError, digits: verdict.digits),
                    .number(verdict.margin, digits: verdict.digits),
                ] + columns.flatMap { $0.fileCells(row) } + [.text(row.standing.rawValue)]
            })
    }
}
