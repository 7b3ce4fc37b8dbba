import Drawing
import Evaluation
import Figures

/// One metric of a table whose rows are subjects: latent sizes, or kinds of samples.
struct MetricColumn<Subject> {
    /// Which end of the scale is good.
    enum Direction {
        case low, high, neither
    }

    /// What a cell holds; nil where the subject has no such number.
    enum Content {
        case interval((Subject) -> Interval?)
        case number((Subject) -> Double?)
        /// The lowest and the highest of some numbers.
        case range((Subject) -> ClosedRange<Double>?)
    }

    let title: String
    let unit: String
    /// For files.
    let key: String
    let digits: Int
    var direction = Direction.neither
    let content: Content
    /// What stands after the number where there is something to say.
    var remark: (Subject) -> String? = { _ in nil }

    /// Whether any of `subjects` has the metric.
    func exists(in subjects: [Subject]) -> Bool {
        subjects.contains { subject in
            switch content {
            case .interval(let value): value(subject) != nil
            case .number(let value): value(subject) != nil
            case .range(let value): value(subject) != nil
            }
        }
    }

    /// The place of the subject with the best mean; the first of equal ones.
    func best(_ subjects: [Subject]) -> Int? {
        guard case .interval(let value) = content, direction != .neither else { return nil }
        let ranked = subjects.enumerated().compactMap { place, subject in
            value(subject).map { (place: place, mean: direction == .low ? $0.mean : -$0.mean) }
        }
        return ranked.count > 1 ? ranked.min { $0.mean < $1.mean }?.place : nil
    }

    func cell(_ subject: Subject, isBest: Bool) -> ReportTable.Cell {
        var cell = ReportTable.Cell("–", isBest: isBest)
        switch content {
        case .interval(let value):
            if let interval = value(subject) {
                cell.text = NumberText.fixed(interval.mean, digits: digits)
                cell.detail = NumberText.plusMinus(interval.halfWidth, digits: digits)
            }
        case .number(let value):
            if let number = value(subject) {
                cell.text = NumberText.fixed(number, digits: digits)
            }
        case .range(let value):
            if let range = value(subject) {
                let ends = [range.lowerBound, range.upperBound].map {
                    NumberText.fixed($0, digits: digits)
                }
                cell.text = ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
            }
        }
        cell.standing = remark(subject).map {
            ReportTable.Standing(glyph: Verdict.Standing.fails.glyph, word: $0, kind: "fails")
        }
        return cell
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
        case .range:
            return [
                DataTable.Column("\(heading), lowest", key: "\(key)_lowest"),
                DataTable.Column("\(heading), highest", key: "\(key)_highest"),
            ]
        }
    }

    func fileCells(_ subject: Subject) -> [DataTable.Cell] {
        func cells(_ values: [Double?]) -> [DataTable.Cell] {
            values.map { $0.map { .number($0, digits: digits) } ?? .empty }
        }
        switch content {
        case .interval(let value):
            return cells([value(subject)?.mean, value(subject)?.halfWidth])
        case .number(let value): return cells([value(subject)])
        case .range(let value):
            return cells([value(subject)?.lowerBound, value(subject)?.upperBound])
        }
    }
}
