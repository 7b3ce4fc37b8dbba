import Documents

/// A table of the report as a `tabular` with the rules of booktabs.
struct LaTeXTable {
    let table: ReportTable

    /// The whole, scaled down where it is wider than the lines of text.
    var text: String {
        let rows = table.rows.map(lines)
        let hasSmallLines = rows.contains { $0.contains("\n") }
        return """
            % Needs booktabs, graphicx, amssymb and fontenc with T1.
            \\sbox0{%
            \\begin{tabular}{@{}\(table.heads.map { $0.isText ? "l" : "r" }.joined())@{}}
            \\toprule
            \(table.heads.map(head).joined(separator: " &\n")) \\\\
            \\midrule
            \(rows.joined(separator: hasSmallLines ? "\n\\addlinespace\n" : "\n"))
            \\bottomrule
            \\end{tabular}}%
            \\ifdim\\wd0>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox0}\\else\\usebox0\\fi

            """
    }

    /// A column's heading in lines about as wide as numbers, its unit below.
    private func head(_ head: ReportTable.Head) -> String {
        let title = Self.broken(head.title).map(LaTeXText.of)
        let unit = head.unit.map(Self.broken) ?? []
        let lines = title + unit.map { "{\\scriptsize \(LaTeXText.of($0))}" }
        guard lines.count > 1 else { return lines.first ?? "" }
        return "\\begin{tabular}[b]{@{}\(head.isText ? "l" : "r")@{}}"
            + lines.joined(separator: "\\\\") + "\\end{tabular}"
    }

    private static func broken(_ words: String) -> [String] {
        var lines: [String] = []
        for word in words.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 12 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// A row, and in smaller lines below it the intervals and judgements of its cells.
    private func lines(_ row: ReportTable.Row) -> String {
        let cells = [row.head] + row.cells
        var texts = cells.map(text)
        if let mark = row.mark { texts[0] = "\(small(mark)) \(texts[0])" }
        let others = [
            cells.map { small($0.detail) },
            cells.map { small($0.text.isEmpty ? nil : standing($0)) },
        ]
        return ([texts] + others.filter { $0.contains { !$0.isEmpty } })
            .map { "\($0.joined(separator: " & ")) \\\\" }.joined(separator: "\n")
    }

    private func text(_ cell: ReportTable.Cell) -> String {
        let text = LaTeXText.of(cell.text.isEmpty ? standing(cell) ?? "" : cell.text)
        if cell.isCode { return "\\texttt{\(text)}" }
        return cell.isBest ? "\\textbf{\(text)}" : text
    }

    private func standing(_ cell: ReportTable.Cell) -> String? {
        cell.standing.map { "\($0.glyph)\u{A0}\($0.word)" }
    }

    private func small(_ words: String?) -> String {
        words.map { "{\\scriptsize \(LaTeXText.of($0))}" } ?? ""
    }
}
