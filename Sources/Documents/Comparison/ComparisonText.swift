import Datasets
import Diagnostics
import Drawing
import Evaluation
import Figures
import Studies
import Training

/// What a comparison says in words and tables.
struct ComparisonText {
    let comparison: Comparison
    var studies: Both<ComparedStudy> { comparison.studies }

    init(_ comparison: Comparison) { self.comparison = comparison }

    /// `MNIST and Fashion-MNIST`, or the studies’ own titles where these are short and differ.
    static func title(_ studies: Both<ComparedStudy>) -> String {
        let titles = studies.map(\.results.description.title)
        let isShort = titles.list.allSatisfy { $0.count <= 40 && !$0.contains(" and ") }
        let names = isShort && titles.a != titles.b ? titles : studies.labels
        return "\(names.a) and \(names.b)"
    }

    /// Plain words as a paragraph.
    static func paragraph(_ words: String) -> Words {
        Words(html: "<p>\(escaped(words))</p>", markdown: MarkdownText.of(words))
    }

    /// Plain words in all their forms.
    static func plain(_ words: String) -> Words {
        Words(html: escaped(words), markdown: MarkdownText.of(words))
    }

    /// Plain words as HTML.
    private static func escaped(_ words: String) -> String {
        words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").withoutControls
    }

    private var differing: [ComparedSetting] { comparison.settings.filter { !$0.isSame } }

    /// What the page begins with.
    var lead: String {
        "Two latent-size studies side by side: A is \(studies.a.name), B is \(studies.b.name)."
    }

    /// What precedes the table of what differs.
    var differences: String {
        guard !differing.isEmpty else {
            return "Plans and records of both are the same in all that results depend on: whatever"
                + " differs below comes from elsewhere, such as a change of the program between them."
        }
        return "The studies differ in \(NumberText.integer(differing.count)) of"
            + " \(NumberText.counted(comparison.settings.count, "setting")): what is different below"
            + " may come from any of them, or from chance."
    }

    var settingsTable: ReportTable {
        let same = comparison.settings.filter(\.isSame).map { setting in
            "\(setting.name) \(setting.values.a)"
        }
        let heads = studies.heads
        return ReportTable(
            title: "What differs between the studies",
            caption: same.isEmpty ? "" : "The same in both: \(same.joined(separator: "; ")).",
            heads: [
                .init("Setting", isText: true), .init(heads.a, isText: true),
                .init(heads.b, isText: true),
            ],
            rows: differing.map {
                .init(
                    head: .init($0.name), mark: nil,
                    cells: $0.values.list.map { .init($0) })
            },
            data: DataTable(
                columns: [
                    .init("Setting", key: "setting"), .init("A", key: "a"), .init("B", key: "b"),
                    .init("Same", key: "same"),
                ],
                rows: comparison.settings.map {
                    [
                        .text($0.name), .text($0.values.a), .text($0.values.b),
                        .text($0.isSame ? "yes" : "no"),
                    ]
                }))
    }

    /// At the ends of lines: with the letter, and short.
    var lineNames: [String] {
        let labels = studies.labels
        return ComparedSide.allCases.map { side in
            labels[side].count <= 13 ? "\(side.letter) \(labels[side])" : side.letter
        }
    }

    /// What precedes the chart.
    var scales: String {
        var data =
            "They are measured on different test images, so that a difference is of the images as"
            + " well as of the models."
        if studies.shareTestImages {
            let pixels = studies.map {
                $0.results.plan.pixels.isBinary ? "black and white" : "grey"
            }
            data =
                studies.sharePixels
                ? "Both are measured on the same test images."
                : "Both are measured on the same test images, \(pixels.a) in A and \(pixels.b) in B,"
                    + " so that a difference is of the pixels as well as of the models."
            if !studies.shareReference {
                data += " Of generation that holds in part: \(studies.referenceWords)."
            }
        }
        let judge =
            studies.shareJudge || studies.list.contains { $0.results.judge == nil }
            ? ""
            : " Each has a judge of its own; what judges see is compared as a position between"
                + " lines of each study’s own: the relative distance is 0 at real images and 1 at"
                + " samples of probabilistic PCA with"
                + " \(BaselineEvaluation.Generation.marginSize) components, the relative coverage is"
                + " 1 at that of real images."
        return data + judge
    }

    func chartCaption(_ drawn: [MetricComparison]) -> String {
        let heads = studies.heads
        let absent = comparison.metrics.filter { !$0.isOnOneScale }.map(\.metric.name)
        return AnswerText.bound(
            ([
                "\(heads.a), solid lines with discs; \(heads.b), dashed lines with rings."
                    + " Vertical lines are 95 % intervals, as in the table. Latent sizes that a study"
                    + " lacks are gaps."
            ]
                + (absent.isEmpty
                    ? [] : ["Not drawn, since on no common scale: \(ListText.of(absent))."])
                + [seeds]).joined(separator: " "))
    }

    private var seeds: String {
        let counts = studies.map(\.results.plan.seeds.count)
        func of(_ side: ComparedSide) -> String { "n = \(counts[side]) in \(side.letter)" }
        return counts.a == 1 && counts.b == 1
            ? "n = 1 training per size in both, so that training luck is in no interval."
            : counts.list.contains(1)
                ? "Trainings per size: \(of(.a)), \(of(.b)); with one, training luck is not in the"
                    + " interval."
                : "Trainings per size: \(of(.a)), \(of(.b))."
    }

    /// What makes numbers hard to compare, the gravest first.
    var cautions: [Finding] {
        let blocked = comparison.metrics.filter { $0.obstacle != nil }
        var reasons: [String] = []
        for reason in blocked.compactMap(\.obstacle) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        var findings = reasons.map { reason in
            let names = blocked.filter { $0.obstacle == reason }.map(\.metric.name)
            return Finding(
                AnswerText.bound("\(ListText.of(names)): no difference is told: \(reason)."))
        }
        let sampled = comparison.metrics.filter { $0.obstacle == nil && $0.metric.isOfSamples }
        if !studies.shareReference, !sampled.isEmpty {
            findings.append(
                Finding(
                    "\(ListText.of(sampled.map(\.metric.name))): \(studies.referenceWords). The bias"
                        + " that a number of images brings is removed, but a difference is of these"
                        + " images as well as of the models."))
        }
        let betas = studies.map(\.results.plan.training.beta)
        if betas.a != betas.b {
            findings.append(
                Finding(
                    "The negative ELBO is reported at β\u{A0}=\u{A0}1 in both, whatever β the models"
                        + " were trained with: one that was trained with another β was not trained to"
                        + " lower it."))
        }
        return findings
    }
}
