import Documents
import Evaluation

/// What `compare` prints: the JSON of `--json`, the answers and the differences in the terminal.
struct ComparisonSummary: Encodable {
    /// One of the two.
    struct Study: Encodable {
        let name: String
        /// The latent size that its verdict names.
        let verdict: Int?
        let answer: String
    }

    let title: String
    let studies: [Study]
    /// What results depend on and is not the same in both.
    let differences: [ComparedSetting]
    let metrics: [ComparisonLine]
    /// The page.
    let report: String

    init(_ comparison: Comparison, report: String) {
        title = comparison.title
        studies = comparison.studies.list.map {
            Study(
                name: $0.name, verdict: $0.verdict.latentSize, answer: $0.verdict.headline)
        }
        differences = comparison.settings.filter { !$0.isSame }
        metrics = comparison.lines
        self.report = report
    }

    /// Title, answers, what differs, and the path; lines without a newline.
    func lines(columns: Int, terminal: Terminal) -> [String] {
        let width = min(max(columns - 1, 40), 100)
        var lines = [terminal.styled(title, .bold), ""]
        for (letter, study) in zip(["A", "B"], studies) {
            lines += wrapped("\(letter), \(study.name): \(study.answer)", to: width)
        }
        lines.append("")
        lines +=
            differences.isEmpty
            ? ["Their settings are the same."]
            : TextTable(
                headings: ["differs", "A", "B"],
                rows: differences.map { setting in
                    ([setting.name] + setting.values.list.map { shortened($0, width, terminal) })
                        .map { TextTable.Cell(text: $0) }
                }
            ).lines(terminal: terminal)
        return lines + ["", "Open \(report)"]
    }

    /// As much of a value as leaves room for the other beside it; the page has all of it.
    private func shortened(_ value: String, _ width: Int, _ terminal: Terminal) -> String {
        let names = (differences.map(\.name.count) + ["differs".count]).max() ?? 0
        let room = max((width - names - 4) / 2, 8)
        let mark = terminal.usesUnicode ? "…" : "..."
        return value.count <= room ? value : value.prefix(room - mark.count) + mark
    }
}
