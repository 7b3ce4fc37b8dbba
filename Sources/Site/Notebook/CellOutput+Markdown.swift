import Documents

extension ReportValue {
    /// In words.
    func markdown(title: String?) -> String {
        let head = title.map { ["**\(MarkdownText.of($0))**"] } ?? []
        return (head + blocks).joined(separator: "\n\n")
    }

    private var blocks: [String] {
        switch self {
        case .text(let words): [MarkdownText.of(words)]
        case .paragraphs(let list): list.map(MarkdownText.of)
        case .facts(let list): [list.map(\.markdown).joined(separator: "\n")]
        case .findings(let list): [list.map(\.markdown).joined(separator: "\n")]
        case .code(let text): [MarkdownText.listing(text)]
        }
    }
}

extension Fact {
    /// An item of a list; lines stay lines.
    fileprivate var markdown: String {
        let lines = value.split(separator: "\n").map {
            isCode ? MarkdownText.code(String($0)) : MarkdownText.of(String($0))
        }
        return "- \(MarkdownText.of(name)): \(lines.joined(separator: "\\\n  "))"
    }
}

extension Finding {
    /// An item of a list, the rule on a line of its own.
    fileprivate var markdown: String {
        let words = MarkdownText.of(sentence)
        return "- \(words)" + (rule.map { "\\\n  Rule: \(MarkdownText.of($0))" } ?? "")
    }
}

extension VerdictBox {
    /// What weakens the answer, then the answer.
    var markdown: String {
        let banners = banners.map {
            "> **\(MarkdownText.of($0.heading))** \(MarkdownText.of($0.text))"
        }
        let answer = "**Verdict:** \(MarkdownText.of(phrase))."
        let facts = ReportValue.facts(facts).markdown(title: nil)
        let next = next.map { "What to try next:\n\n\(MarkdownText.listing($0))" }
        return (banners + [answer, MarkdownText.of(paragraph), facts, next ?? ""])
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension TrainingLog {
    /// As a program would print it, columns set to the right.
    var printed: String {
        let heads = [
            "epoch", "step", "rate", "KL weight", "training: −ELBO", "reconstr.", "KL",
            "validation: −ELBO", "reconstr.", "KL", "",
        ]
        return runs.map { run in
            let rows =
                [heads] + run.rows.map { [$0.epoch] + $0.cells + [$0.isKept ? "kept" : ""] }
            let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
            let lines = rows.map { row in
                zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
                    .joined(separator: "  ")
            }
            return "\(run.title): \(run.summary)\n\(lines.joined(separator: "\n"))\n"
        }.joined(separator: "\n")
    }
}
