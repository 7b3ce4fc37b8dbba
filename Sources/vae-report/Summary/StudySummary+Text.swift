extension StudySummary {
    /// Table, answer and path, lines without a newline.
    func lines(columns: Int, terminal: Terminal) -> [String] {
        let width = min(max(columns - 1, 40), 100)
        var lines = [terminal.styled(title, .bold)]
        if let datasetSubstitution {
            lines += wrapped(datasetSubstitution, to: width).map { terminal.styled($0, .warning) }
        }
        lines += ["", "\(dataset), \(groupedText(testImages)) test images; nats per image:"]
        lines += table.lines(terminal: terminal) + [""]
        lines += wrapped(answer, to: width).map { terminal.styled($0, .bold) }
        lines += wrapped(notes.joined(separator: " "), to: width)
        if let report { lines += ["", "Open \(report)"] }
        return lines
    }

    /// A row a size; the best of each column marked, where there is more than one size.
    private var table: TextTable {
        let columns: [(title: String, digits: Int, better: Better?, value: (Size) -> Double?)] = [
            ("size", 0, nil, { Double($0.latentSize) }),
            ("neg. ELBO", 2, .lower, { $0.negativeELBO }),
            ("reconstr.", 2, .lower, { $0.reconstruction }),
            ("KL", 2, nil, { $0.kl }),
            ("MSE", 4, .lower, { $0.mse }),
            ("PCA's MSE", 4, nil, { $0.pcaMSE }),
            ("SSIM", 3, .higher, { $0.ssim }),
            ("active", hasSeveralSeeds ? 1 : 0, nil, { $0.activeUnits }),
            ("Fréchet", 2, .lower, { $0.frechetDistance }),
        ]
        let best = columns.map { column -> Double? in
            guard let better = column.better, sizes.count > 1 else { return nil }
            let values = sizes.compactMap(column.value)
            return better == .lower ? values.min() : values.max()
        }
        return TextTable(
            headings: columns.map(\.title),
            rows: sizes.map { size in
                columns.indices.map { index in
                    let value = columns[index].value(size)
                    return TextTable.Cell(
                        text: value.map { fixedText($0, digits: columns[index].digits) } ?? "",
                        isBest: value != nil && value == best[index])
                }
            })
    }

    private enum Better { case lower, higher }

    private var hasSeveralSeeds: Bool { sizes.contains { $0.seeds > 1 } }
}

/// Breaks text between words into lines of at most `width` characters; longer words stand alone, and
/// a percent sign stays with its number.
func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.replacing(" %", with: "\u{A0}%").split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= width {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines.map { $0.replacing("\u{A0}%", with: " %") }
}
