import Drawing
import Evaluation
import Figures

/// The verdict's tables: the sizes, the margins, and the second opinions.
struct VerdictView: TemplateView {
    /// How something stands: by a glyph, in words, and by a class of the style sheet.
    struct Standing: TemplateView {
        var glyph = "", word = "", kind = ""
    }

    /// One latent size.
    struct Row: TemplateView {
        var size = ""
        var isAnswer = false
        var score = "", standardError = ""
        var findings: [Finding] = []
        var standings: [Standing] = []
    }

    /// One criterion of one size.
    struct Finding: TemplateView {
        var estimate = "", bounds = ""
        var standings: [Standing] = []
    }

    /// The outcome at one margin.
    struct Margin: TemplateView {
        var share = "", margin = "", outcome = "", open = ""
        var isDecisive = false
    }

    /// Another way to name a size.
    struct Opinion: TemplateView {
        var name = "", words = ""
        var standings: [Standing] = []
    }

    var number = "", marginsNumber = "", opinionsNumber = ""
    var endpoint = "", caption = ""
    var head: [ComparisonView.Head] = []
    var rows: [Row] = []
    var marginsCaption = ""
    var margins: [Margin] = []
    var hasOpinions = false
    var opinions: [Opinion] = []
    var hasRemedies = false
    /// What would settle or change it, one sentence each.
    var remedies: [String] = []
    var downloads: [ReportPage.Download] = []
}

extension VerdictView.Standing {
    init(_ standing: Verdict.Standing, word: String? = nil) {
        self.init(
            glyph: standing.glyph, word: word ?? standing.rawValue, kind: standing.rawValue)
    }
}

extension VerdictView {
    /// What was decided, with tables numbered from `number`.
    init(
        _ verdict: Verdict, byShare: [Verdict], opinions: SecondOpinions?, judge: JudgeRecord?,
        number: Int
    ) {
        let columns = VerdictColumn.all(verdict)
        self.number = "\(number)"
        marginsNumber = "\(number + 1)"
        opinionsNumber = "\(number + 2)"
        let name = verdict.endpoint.name
        endpoint = name.prefix(1).uppercased() + name.dropFirst()
        let margin = NumberText.fixed(verdict.margin, digits: verdict.digits)
        let share = NumberText.fixed(100 * verdict.share, digits: 0)
        caption = AnswerText.bound(
            "Excess is the score minus the best other size’s; it passes where its upper bound is at"
                + " most the margin, \(margin) (\(share) %). The other columns are gates: slack is how"
                + " far a gate is passed by, and it passes where its lower bound is above 0. Below"
                + " each estimate stand its 95 % bounds, those on one side simultaneous over sizes"
                + " and gates."
                + (judge.map { " Measured in the features of \($0.words)." } ?? ""))
        head = columns.map { ComparisonView.Head($0.title, unit: $0.unit) }
        rows = verdict.rows.map { row in
            Row(
                size: NumberText.integer(row.latentSize),
                isAnswer: row.latentSize == verdict.outcome.latentSize,
                score: NumberText.fixed(row.score, digits: verdict.digits),
                standardError: NumberText.plusMinus(row.standardError, digits: verdict.digits),
                findings: columns.map { $0.finding(row) },
                standings: [Standing(row.standing, word: row.standing.words)])
        }
        marginsCaption = AnswerText.bound(
            "The outcome at other margins; \(share) % decides. A margin is a share of how much further"
                + " samples of probabilistic PCA with"
                + " \(BaselineEvaluation.Generation.marginSize) components are from test images than"
                + " real images are.")
        margins = byShare.map { Margin($0, isDecisive: $0.share == verdict.share) }
        remedies = verdict.remedies.map { AnswerText.bound($0.sentence) }
        hasRemedies = !remedies.isEmpty
        hasOpinions = opinions != nil
        self.opinions = opinions.map { Opinion.all($0, verdict) } ?? []
        downloads = [
            ReportPage.Download(
                Self.table(verdict), fileName: "verdict.csv", what: "The verdict’s table")
        ]
    }
}

extension VerdictView.Margin {
    fileprivate init(_ verdict: Verdict, isDecisive: Bool) {
        let open = verdict.rows.filter { $0.standing == .open }.map(\.latentSize)
        self.init(
            share: AnswerText.bound("\(NumberText.fixed(100 * verdict.share, digits: 0)) %"),
            margin: NumberText.fixed(verdict.margin, digits: verdict.digits),
            outcome: verdict.outcome.words, open: open.isEmpty ? "–" : NumberText.list(open),
            isDecisive: isDecisive)
    }
}

extension VerdictView.Opinion {
    fileprivate static func all(
        _ opinions: SecondOpinions, _ verdict: Verdict
    ) -> [VerdictView.Opinion] {
        SecondOpinions.Opinion.allCases.map { opinion in
            VerdictView.Opinion(
                name: opinions.name(opinion, endpoint: verdict.endpoint),
                words: opinions.words(opinion),
                standings: [standing(opinions, opinion, verdict)])
        }
    }

    private static func standing(
        _ opinions: SecondOpinions, _ opinion: SecondOpinions.Opinion, _ verdict: Verdict
    ) -> VerdictView.Standing {
        let outcome = opinions.outcome(of: opinion)
        if outcome == verdict.outcome || opinions.agreement.contains(opinion) {
            return VerdictView.Standing(glyph: "=", word: "agrees", kind: "passes")
        }
        guard verdict.outcome.latentSize == nil, outcome == nil else {
            return VerdictView.Standing(glyph: "≠", word: "differs", kind: "fails")
        }
        return VerdictView.Standing(glyph: "–", word: "no size to compare with", kind: "")
    }
}
