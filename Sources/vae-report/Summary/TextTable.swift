/// A table for the terminal: headings, a rule, rows; numbers on the right.
struct TextTable {
    /// One entry; the best of a column stands out.
    struct Cell {
        var text: String
        var isBest = false
    }

    let headings: [String]
    let rows: [[Cell]]

    /// Lines without a newline, two spaces between columns; every column is right-aligned.
    func lines(terminal: Terminal) -> [String] {
        let widths = headings.indices.map { column in
            ([headings[column].count] + rows.map { $0[column].text.count }).max() ?? 0
        }
        let head = headings.indices.map { headings[$0].leftPadded(to: widths[$0]) }
            .joined(separator: "  ")
        let dash = terminal.usesUnicode ? "─" : "-"
        let rule = String(repeating: dash, count: head.count)
        return [terminal.styled(head, .faint), terminal.styled(rule, .faint)]
            + rows.map { row in
                row.indices.map { column in
                    let padded = row[column].text.leftPadded(to: widths[column])
                    return row[column].isBest ? terminal.styled(padded, .bold) : padded
                }.joined(separator: "  ")
            }
    }
}
