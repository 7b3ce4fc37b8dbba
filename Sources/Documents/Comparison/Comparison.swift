import Diagnostics
import Evaluation
import Figures

/// Two studies held against each other: what differs, both answers, the metrics on common axes, and
/// one document of both side by side.
public struct Comparison {
    /// The studies, in the order they were named.
    public let studies: Both<ComparedStudy>
    /// Its heading, in plain words.
    public let title: String
    /// Everything that results depend on; those that differ first.
    public let settings: [ComparedSetting]
    let metrics: [MetricComparison]

    /// Of two studies of different names; `title` is made of what tells them apart where none is given.
    public init(_ a: ComparedStudy, _ b: ComparedStudy, title: String? = nil) {
        studies = Both(a, b)
        self.title = title ?? ComparisonText.title(studies)
        let all = ComparedSetting.all(studies)
        settings = all.filter { !$0.isSame } + all.filter(\.isSame)
        metrics = MetricComparison.all(studies)
    }

    /// The document; throws `DrawingError`.
    ///
    /// Ids, anchors and names of files end in `-a` and `-b` where they are of one study; figures and
    /// tables that both have share a number: `Figure 3a`, `Figure 3b`.
    public func document() throws -> Document {
        let documents = studies.map(\.document)
        let beside = SideBySide(documents)
        var composer = ComparisonComposer(beside, heads: studies.heads)
        // Without parts, a document is all before the first.
        let hasParts = !beside.sections.isEmpty
        let words = ComparisonText(self)
        var opening: [Document.Block] = [.prose(ComparisonText.paragraph(words.lead))]
        if hasParts { composer.placeOpening() }
        let hasAnswers = documents.list.allSatisfy { document in
            document.opening.flatMap(\.cells).contains { $0.kind == .verdict }
        }
        if !hasParts || !hasAnswers {
            opening.append(
                composer.cells(
                    .verdict, "both",
                    studies.map { .verdict(VerdictBox($0.results, $0.verdict)) }))
        }
        let differences = settings.filter { !$0.isSame }
        var setup: [Document.Block] = [
            .prose(ComparisonText.paragraph(words.differences))
        ]
        if !differences.isEmpty {
            setup.append(composer.cell(.table, "settings", .table(words.settingsTable)))
        }
        var quality: [Document.Block] = [.prose(ComparisonText.paragraph(words.scales))]
        let drawn = metrics.filter(\.isOnOneScale)
        if !drawn.isEmpty {
            let figure = try ComparedQuality(
                drawn.map { ComparedQuality.Metric($0) }, studies: words.lineNames,
                title: "Quality of both by latent size", caption: words.chartCaption(drawn)
            ).figure()
            quality.append(composer.cell(.figure, figure.id, .figure(figure)))
        }
        quality.append(composer.cell(.table, "comparison", .table(words.metricsTable)))
        if !words.cautions.isEmpty {
            quality.append(
                composer.cell(
                    .value, "cautions",
                    .value(.findings(words.cautions), title: "What cannot be compared")))
        }
        var sections = [
            Document.Section(
                id: composer.free("both-settings"), heading: "What differs",
                headingWords: Words(html: "What differs", markdown: "What differs"), blocks: setup),
            Document.Section(
                id: composer.free("both-quality"), heading: "Both on common axes",
                headingWords: Words(html: "Both on common axes", markdown: "Both on common axes"),
                blocks: quality),
        ]
        if !hasParts { composer.placeOpening() }
        composer.placeSections()
        if hasParts {
            opening += composer.opening
        } else {
            sections.append(
                Document.Section(
                    id: composer.free("both-documents"), heading: "Side by side",
                    headingWords: Words(html: "Side by side", markdown: "Side by side"),
                    blocks: composer.opening))
        }
        sections += composer.sections
        if let footnotes = composer.footnotes(documents) {
            sections.append(
                Document.Section(
                    id: composer.free("both-footnotes"), heading: "Footnotes",
                    headingWords: Words(html: "Footnotes", markdown: "Footnotes"),
                    blocks: [footnotes]))
        }
        return Document(
            title: title, titleWords: ComparisonText.plain(title),
            opening: opening, sections: sections, footnotes: nil,
            notes: documents.list.flatMap(\.notes))
    }

    /// Every metric, size by size.
    public var lines: [ComparisonLine] {
        metrics.flatMap { metric in metric.rows.map { ComparisonLine(metric, $0) } }
    }

    /// Both answers in a sentence each.
    public var headline: String {
        studies.list.map { "\($0.name): \(AnswerText.bound($0.verdict.headline))" }
            .joined(separator: " ")
    }
}

extension ComparedQuality.Metric {
    fileprivate init(_ comparison: MetricComparison) {
        let metric = comparison.metric
        func points(_ side: ComparedSide) -> [ComparedQuality.Point] {
            comparison.rows.compactMap { row in
                row.values[side].map { value in
                    let interval = value.interval
                    return ComparedQuality.Point(
                        latentSize: row.latentSize, mean: interval.mean,
                        interval: metric.hasInterval ? interval.lower...interval.upper : nil)
                }
            }
        }
        self.init(
            name: metric.name, unit: metric.unit, digits: metric.digits, includes: metric.includes,
            series: [points(.a), points(.b)])
    }
}
