import Drawing
import Evaluation
import Figures

extension ReportTable {
    /// How each latent size stands.
    static func verdict(_ verdict: Verdict, judge: JudgeRecord?) -> ReportTable {
        let columns = VerdictColumn.all(verdict)
        let name = verdict.endpoint.name
        let margin = NumberText.fixed(verdict.margin, digits: verdict.digits)
        let share = NumberText.fixed(100 * verdict.share, digits: 0)
        let rows = verdict.rows.map { row in
            let score = Cell(
                NumberText.fixed(row.score, digits: verdict.digits),
                detail: NumberText.plusMinus(row.standardError, digits: verdict.digits))
            let standing = Cell(
                "", standing: Standing(row.standing, word: row.standing.words))
            return Row(
                head: Cell(NumberText.integer(row.latentSize)),
                mark: row.latentSize == verdict.outcome.latentSize ? "verdict" : nil,
                cells: [score] + columns.map { $0.cell(row) } + [standing])
        }
        return ReportTable(
            title: "How each latent size stands",
            caption: AnswerText.bound(
                "Excess is the score minus the best other size’s; it passes where its upper bound is"
                    + " at most the margin, \(margin) (\(share) %). The other columns are gates:"
                    + " slack is how far a gate is passed by, and it passes where its lower bound is"
                    + " above 0. Below each estimate stand its 95 % bounds, those on one side"
                    + " simultaneous over sizes and gates."
                    + (judge.map { " Measured in the features of \($0.words)." } ?? "")),
            heads: [
                Head("Latent size"),
                Head(name.prefix(1).uppercased() + name.dropFirst(), unit: "± standard error"),
            ] + columns.map { Head($0.title, unit: $0.unit) } + [Head("Standing", isText: true)],
            rows: rows, data: DataTable(verdict))
    }

    /// The outcome at several margins.
    static func margins(_ answer: StudyVerdict, _ decisive: Verdict) -> ReportTable {
        let name = decisive.endpoint.name
        let share = NumberText.fixed(100 * decisive.share, digits: 0)
        func open(_ verdict: Verdict) -> [Int] {
            verdict.rows.filter { $0.standing == .open }.map(\.latentSize)
        }
        return ReportTable(
            title: "Other margins",
            caption: AnswerText.bound(
                "The outcome at other margins; \(share) % decides. A margin is a share of how much"
                    + " further samples of probabilistic PCA with"
                    + " \(BaselineEvaluation.Generation.marginSize) components are from test images"
                    + " than real images are."),
            heads: [
                Head("Margin"), Head("In \(name.prefix(1).uppercased() + name.dropFirst())"),
                Head("Outcome", isText: true), Head("Open sizes", isText: true),
            ],
            rows: answer.byShare.map { verdict in
                Row(
                    head: Cell(
                        AnswerText.bound(
                            "\(NumberText.fixed(100 * verdict.share, digits: 0)) %")),
                    mark: verdict.share == decisive.share ? "decides" : nil,
                    cells: [
                        Cell(NumberText.fixed(verdict.margin, digits: verdict.digits)),
                        Cell(verdict.outcome.words),
                        Cell(open(verdict).isEmpty ? "–" : NumberText.list(open(verdict))),
                    ])
            },
            data: DataTable(
                columns: [
                    .init("Share of the scale", key: "share"), .init("Margin", key: "margin"),
                    .init("Outcome", key: "outcome"), .init("Open sizes", key: "open_sizes"),
                ],
                rows: answer.byShare.map { verdict in
                    [
                        .number(verdict.share, digits: 2),
                        .number(verdict.margin, digits: verdict.digits),
                        .text(verdict.outcome.words),
                        .text(open(verdict).map { "\($0)" }.joined(separator: " ")),
                    ]
                }))
    }

    /// Other ways to name a size.
    static func opinions(_ opinions: SecondOpinions, _ verdict: Verdict) -> ReportTable {
        let rows = SecondOpinions.Opinion.allCases.map { opinion in
            Row(
                head: Cell(opinions.name(opinion, endpoint: verdict.endpoint)), mark: nil,
                cells: [
                    Cell(opinions.words(opinion)),
                    Cell("", standing: Standing(opinions, opinion, verdict)),
                ])
        }
        return ReportTable(
            title: "Second opinions",
            caption: "Other ways to name a size; they decide nothing.",
            heads: [
                Head("Rule", isText: true), Head("It names", isText: true),
                Head("Against the verdict", isText: true),
            ], rows: rows,
            data: DataTable(
                columns: [
                    .init("Rule", key: "rule"), .init("It names", key: "names"),
                    .init("Against the verdict", key: "against_verdict"),
                ],
                rows: rows.map { row in
                    [
                        .text(row.head.text), .text(row.cells[0].text),
                        .text(row.cells[1].standing?.word ?? ""),
                    ]
                }))
    }
}

extension ReportTable.Standing {
    /// An opinion beside the verdict.
    fileprivate init(
        _ opinions: SecondOpinions, _ opinion: SecondOpinions.Opinion, _ verdict: Verdict
    ) {
        let outcome = opinions.outcome(of: opinion)
        if outcome == verdict.outcome || opinions.agreement.contains(opinion) {
            self.init(glyph: "=", word: "agrees", kind: "passes")
        } else if verdict.outcome.latentSize == nil, outcome == nil {
            self.init(glyph: "–", word: "no size to compare with", kind: "")
        } else {
            self.init(glyph: "≠", word: "differs", kind: "fails")
        }
    }
}
