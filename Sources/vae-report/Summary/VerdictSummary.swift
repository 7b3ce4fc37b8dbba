import Evaluation
import Studies

/// What `verdict` prints: the JSON of `--json`, the table and the answer in the terminal.
struct VerdictSummary: Encodable {
    let study: String
    /// `Endpoint`
    let metric: Endpoint
    /// `Sampler`
    let samples: Sampler
    /// The decision; nil where generation was not measured.
    let verdict: Verdict?
    /// The same at the usual margins and the one asked for, rising.
    let byMargin: [Verdict]
    /// Other ways to name a size.
    let opinions: SecondOpinions?
    /// The answer in one sentence, what goes with it, and what weakens it.
    let answer: String
    let notes: [String]
    let warnings: [String]

    init(_ results: StudyResults, _ verdict: StudyVerdict) {
        study = results.description.name
        metric = verdict.endpoint
        samples = verdict.sampler
        self.verdict = verdict.verdict
        byMargin = verdict.byShare
        opinions = verdict.opinions
        answer = verdict.headline
        notes = (verdict.verdict?.closestSentence.map { [$0] } ?? []) + verdict.sentences
        warnings = verdict.warnings.map(\.sentence)
    }

    /// Table, answer and opinions, lines without a newline.
    func lines(columns: Int, terminal: Terminal) -> [String] {
        let width = min(max(columns - 1, 40), 100)
        var lines: [String] = []
        if let verdict {
            lines += ["\(study): \(metric.name) of samples from the \(samples.rawValue)", ""]
            lines += table(verdict).lines(terminal: terminal)
            lines +=
                wrapped(
                    "Lower is better. A size qualifies if it is at most the margin, "
                        + "\(fixedText(verdict.margin, digits: verdict.digits)), above the best and passes "
                        + "every gate, with 95 % confidence.", to: width
                ).map { terminal.styled($0, .faint) } + [""]
        }
        lines += wrapped(answer, to: width).map { terminal.styled($0, .bold) }
        for part in [notes, warnings] where !part.isEmpty {
            lines += wrapped(part.joined(separator: " "), to: width)
        }
        if verdict != nil { lines += [""] + margins + opinionLines }
        return lines
    }

    /// A row a size: its score, by how much it is above the best other one's, and the gates.
    private func table(_ verdict: Verdict) -> TextTable {
        let gates = verdict.rows.first?.findings.map(\.criterion).filter { $0 != .score } ?? []
        func number(_ value: Double) -> String { fixedText(value, digits: verdict.digits) }
        return TextTable(
            headings: ["size", "score", "± error", "above best", "at most"]
                + gates.map(Self.heading) + ["qualifies"],
            rows: verdict.rows.map { row in
                let excess = row.finding(.score)
                return [
                    "\(row.latentSize)", number(row.score), number(row.standardError),
                    excess.map { $0.estimate > 0 ? number($0.estimate) : "best" } ?? "",
                    excess.map { number($0.upper) } ?? "",
                ].map { TextTable.Cell(text: $0) }
                    + gates.map {
                        TextTable.Cell(text: row.finding($0)?.standing.rawValue ?? "")
                    }
                    + [TextTable.Cell(text: Self.word(row.standing), isBest: row == verdict.chosen)]
            })
    }

    private static func heading(_ criterion: Verdict.Criterion) -> String {
        switch criterion {
        case .score: "score"
        case .gate(.squaredError): "MSE"
        case .gate(.sampleDistance): "vs. PCA"
        case .gate(.coverage): "coverage"
        case .gate(.recognition): "judge"
        }
    }

    private static func word(_ standing: Verdict.Standing) -> String {
        switch standing {
        case .passes: "yes"
        case .open: "open"
        case .fails: "no"
        }
    }

    private var margins: [String] {
        byMargin.map { verdict in
            let margin = fixedText(verdict.margin, digits: verdict.digits)
            return
                "within \(verdict.percent.leftPadded(to: 6)) (\(margin)): \(verdict.outcome.words)"
        }
    }

    private var opinionLines: [String] {
        guard let opinions else { return [] }
        func words(_ outcome: Verdict.Outcome?) -> String { outcome?.words ?? "not measured" }
        func size(_ size: Int?) -> String { size.map(String.init) ?? "none" }
        return [
            "Other opinions:",
            "  the same by \(metric.other.name): \(words(opinions.otherEndpoint))",
            "  the same on samples from the \(samples.other.rawValue): \(words(opinions.otherSampler))",
            "  one-standard-error rule: \(size(opinions.oneStandardError))",
            "  elbow (Kneedle): \(size(opinions.elbow))",
            "  active units saturate at: \(size(opinions.saturation))",
            "  lowest negative ELBO: \(size(opinions.front.lowestSum))",
        ]
    }
}

extension Verdict.Outcome {
    /// A few words for the terminal.
    fileprivate var words: String {
        switch self {
        case .size(let size): "latent size \(size)"
        case .noSizeQualifies: "no size qualifies"
        case .inconclusive: "inconclusive"
        }
    }
}
