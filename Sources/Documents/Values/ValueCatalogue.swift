import Diagnostics
import Drawing
public import Evaluation
import Figures
import Foundation
import Storage
import Studies
import Training

/// All values that a document can name, as a study has them.
public struct ValueCatalogue: Sendable {
    /// One of them.
    public struct Entry: Sendable {
        /// `verdict.latentSize`
        public let name: String
        /// What it stands for.
        public let value: ReportValue
    }

    /// In an order for lists.
    public let entries: [Entry]
    private let byName: [String: ReportValue]

    /// Those of a study's records; a pure function of them.
    public init(_ results: StudyResults, _ answer: StudyVerdict) throws {
        var entries: [Entry] = []
        func add(_ name: String, _ value: ReportValue) {
            entries.append(Entry(name: name, value: value))
        }
        for (name, words) in Self.names(results) { add(name, .text(words)) }
        for (name, words) in Self.texts(results, answer) {
            add(name, .text(AnswerText.bound(words)))
        }
        let generation = GenerationMethodText(results, answer: answer)
        add("study.facts", .facts(Self.headline(results)))
        add(
            "study.plan",
            .code(String(decoding: try RecordCoding.encode(results.plan), as: UTF8.self)))
        add("study.command", .code(results.description.command))
        add("study.provenance", .facts(MethodText(results).provenance))
        add("verdict.facts", .facts(AnswerText.facts(answer)))
        add("verdict.sentences", .findings(Self.sentences(answer)))
        add("verdict.next", .code(NextStudy.command(results, answer) ?? ""))
        add("verdict.remedies", .findings(Self.remedies(answer)))
        add("findings", .findings(AnalysisText.findings(results, answer: answer)))
        add("method.metrics", .facts(MetricText.definitions(results)))
        add("method.decision", .paragraphs(generation.decision))
        add(
            "limits",
            .findings(LimitsText.sentences(results, answer: answer).map { Finding($0) }))
        for summary in SizeSummary.all(results) {
            for (key, words) in Self.numbers(summary) {
                add("size\(summary.latentSize).\(key)", .text(words))
            }
        }
        self.entries = entries
        byName = Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// What a name stands for; nil where it stands for nothing.
    public func value(_ name: String) -> ReportValue? { byName[name] }

    /// What to do about a name that stands for nothing: where none is near, the names of its group.
    func remedy(for name: String) -> String {
        let names = entries.map(\.name)
        let group = name.split(separator: ".").first.map { "\($0)." } ?? ""
        let siblings = names.filter { $0.hasPrefix(group) }
        return NearMatches.remedy(for: name, among: siblings.isEmpty ? names : siblings, most: 8)
    }

    /// Words that are a person's, and stay as they are.
    private static func names(_ results: StudyResults) -> [(String, String)] {
        let description = results.description
        return [
            ("study.title", description.title), ("study.name", description.name),
            ("study.planHash", results.planHash), ("data.title", description.dataTitle),
            ("data.credit", description.dataCredit),
            ("data.substitution", description.dataSubstitution ?? ""),
        ]
    }

    /// Words computed from the records.
    private static func texts(
        _ results: StudyResults, _ answer: StudyVerdict
    ) -> [(String, String)] {
        let description = results.description
        let method = MethodText(results)
        let likelihood = LikelihoodText(results)
        let generation = GenerationMethodText(results, answer: answer)
        let verdict = answer.verdict
        func number(_ value: Double?) -> String {
            value.map { NumberText.fixed($0, digits: verdict?.digits ?? 2) } ?? "–"
        }
        return [
            ("study.latentSizes", NumberText.list(results.latentSizes)),
            ("study.seeds", NumberText.integer(results.plan.seeds.count)),
            ("study.epochs", NumberText.integer(results.plan.training.epochs)),
            ("study.intervalRule", AnswerText.intervalRule(seeds: results.plan.seeds.count)),
            ("data.trainingImages", NumberText.integer(description.trainingImages)),
            ("data.validationImages", NumberText.integer(description.validationImages)),
            ("data.testImages", NumberText.integer(description.testImages)),
            ("data.splits", method.splits),
            ("verdict.latentSize", answer.sign), ("verdict.words", answer.signWords),
            ("verdict.answer", AnswerText.paragraph(answer)),
            ("verdict.headline", answer.headline),
            ("verdict.absence", verdict == nil ? answer.headline : ""),
            ("verdict.metric", verdict?.endpoint.name ?? "–"),
            ("verdict.margin", number(verdict?.margin)),
            ("verdict.share", verdict.map(\.percent) ?? "–"),
            ("verdict.score", interval(verdict)),
            ("samples.introduction", OutlineText.samples(results)),
            ("quality.introduction", OutlineText.quality(results)),
            ("method.architecture", method.architecture), ("method.decoder", likelihood.decoder),
            ("method.pixelLoss", likelihood.loss), ("method.schedule", method.schedule),
            ("method.beta", NumberText.short(results.plan.training.beta)),
            ("method.judge", generation.judge), ("method.lines", generation.lines),
            ("method.mixture", generation.mixture),
            ("method.generationAbsence", results.baseline.generationAbsence?.sentence ?? ""),
        ]
    }

    /// The score of the size that is named, else of the best.
    private static func interval(_ verdict: Verdict?) -> String {
        guard let verdict,
            let row = verdict.chosen ?? verdict.rows.min(by: { $0.score < $1.score })
        else { return "–" }
        return NumberText.fixed(row.score, digits: verdict.digits) + NumberText.thin
            + NumberText.plusMinus(row.standardError, digits: verdict.digits)
    }

    /// What the verdict says beside its first paragraph; remedies have a place of their own.
    private static func sentences(_ answer: StudyVerdict) -> [Finding] {
        let elsewhere =
            (answer.verdict.map { $0.remedies.map(\.sentence) + [$0.reach] } ?? [])
            + [answer.mixtureSentence].compactMap { $0 }
        return answer.sentences.filter { !elsewhere.contains($0) }
            .map { Finding(AnswerText.bound($0)) }
    }

    private static func remedies(_ answer: StudyVerdict) -> [Finding] {
        (answer.verdict?.remedies ?? []).map { Finding(AnswerText.bound($0.sentence)) }
    }

    /// `98.31 ± 0.42 nats per image` by the key of each metric.
    private static func numbers(_ summary: SizeSummary) -> [(String, String)] {
        MetricColumn.sizes([summary]).map { column in
            let cell = column.cell(summary, isBest: false)
            let words = [cell.text, cell.detail].compactMap { $0 }.joined(
                separator: NumberText.thin)
            return (camelCase(column.key), words)
        }
    }

    /// `negative_elbo_nats` as `negativeELBO`: names of values carry no unit.
    private static func camelCase(_ key: String) -> String {
        let words = key.split(separator: "_").map(String.init)
            .filter { !["nats", "db"].contains($0) }
        let known = ["elbo": "ELBO"]
        return words.enumerated().map { index, word in
            index == 0 ? word : known[word] ?? word.prefix(1).uppercased() + word.dropFirst()
        }.joined()
    }

    /// The numbers under the answer.
    private static func headline(_ study: StudyResults) -> [Fact] {
        let plan = study.plan
        let description = study.description
        var facts = [
            Fact(name: "Data", value: description.dataTitle),
            Fact(name: "Training images", value: NumberText.integer(description.trainingImages)),
            Fact(name: "Test images", value: NumberText.integer(description.testImages)),
            Fact(name: "Latent sizes", value: NumberText.list(plan.latentSizes)),
            Fact(name: "Epochs", value: NumberText.integer(plan.training.epochs)),
            Fact(name: "Trainings of each size", value: NumberText.integer(plan.seeds.count)),
        ]
        let summaries = SizeSummary.all(study)
        if let best = summaries.min(by: { $0.negativeELBO.mean < $1.negativeELBO.mean }) {
            facts.append(
                Fact(
                    name: "Lowest negative ELBO",
                    value: NumberText.nats(best.negativeELBO.mean)
                        + " at size \(NumberText.integer(best.latentSize))"))
        }
        return facts
    }
}
