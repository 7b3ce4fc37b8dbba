import ArgumentParser
import Compute
import Foundation

/// How measurements are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// An aligned table for people.
    case text
    /// A table in Markdown.
    case markdown
    /// An array of objects a table, for programs.
    case json
}

/// The options that every measurement takes.
struct OutputOptions: ParsableArguments {
    @Option(help: "How results are printed: text, markdown or json.")
    var format = OutputFormat.text

    /// Prints a heading, the machine, and one line a measurement.
    func print(_ heading: String, _ measurements: [Measurement]) throws {
        guard format != .json else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Swift.print(String(decoding: try encoder.encode(measurements), as: UTF8.self))
        }
        let rate = String(format: "%.0f", FMARate.measure() / 1e9)
        Swift.print("\(heading) (\(Machine.summary); FMA rate now \(rate) GFLOP/s a core)\n")
        let rows =
            [["what", "median", "unit", "of the FMA rate", "low", "high", "relative"]]
            + measurements.map(cells)
        // A column that nobody fills is left out.
        let used = rows[0].indices.filter { column in
            column < 3 || rows.dropFirst().contains { !$0[column].isEmpty }
        }
        Self.lines(rows.map { row in used.map { row[$0] } }, format).forEach { Swift.print($0) }
        Swift.print("")
    }

    private func cells(of measurement: Measurement) -> [String] {
        let spread = measurement.low < measurement.high
        func text(_ value: Double) -> String {
            measurement.share == nil ? number(value) : percent(value)
        }
        return [
            measurement.name, number(measurement.value), measurement.unit,
            measurement.share.map(percent) ?? "", spread ? text(measurement.low) : "",
            spread ? text(measurement.high) : "",
            measurement.relative.map { String(format: "%.2f", $0) } ?? "",
        ]
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

    /// Three digits that count, or all before the point.
    private func number(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
        return String(format: "%.\(digits)f", value)
    }

    /// Numbers to the right; the first column and the units to the left.
    private static func lines(_ rows: [[String]], _ format: OutputFormat) -> [String] {
        let columns = rows[0].indices
        let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
        func isLeft(_ column: Int) -> Bool { column == 0 || column == 2 }
        var lines = rows.map { row in
            let cells = columns.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return isLeft(column) ? row[column] + space : space + row[column]
            }
            return format == .markdown
                ? "| " + cells.joined(separator: " | ") + " |"
                : cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }
        if format == .markdown {
            let rule = columns.map { isLeft($0) ? "-" : "-:" }.joined(separator: "|")
            lines.insert("|\(rule)|", at: 1)
        }
        return lines
    }
}
