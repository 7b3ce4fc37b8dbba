import Drawing
import Evaluation
import Figures
import Foundation
import Storage
import Studies
import Training

extension ReportPage {
    /// The page of a study; figures are numbered in the order of `ReportOutline`.
    init(
        _ study: StudyResults, verdict answer: StudyVerdict, figures: [RenderedFigure],
        style: String, script: String
    ) throws {
        let summaries = study.plan.latentSizes.compactMap {
            SizeSummary(latentSize: $0, results: study)
        }
        self.style = style
        self.script = script
        contentSecurityPolicy = SecurityPolicy.of(style: style, scripts: [script])
        toolVersion = ToolVersion.current
        title = study.description.title
        dataTitle = study.description.dataTitle
        pageTitle = "\(title) — latent sizes of a VAE on \(dataTitle)"
        description = AnswerText.bound(answer.headline)
        banners = Banner.all(study, answer: answer)
        answerSize = answer.sign
        answerUnit = answer.signWords
        hasAnswerSize = answer.latentSize != nil
        answerFacts = AnswerText.facts(answer)
        hasAnswerFacts = !answerFacts.isEmpty
        self.answer = AnswerText.paragraph(answer)
        facts = Fact.headline(study, summaries: summaries)
        sections = Self.sections(study, figures: figures, summaries: summaries, answer: answer)
        analysis = AnalysisText.sentences(summaries, results: study, answer: answer)
        intervalRule = AnswerText.intervalRule(seeds: study.plan.seeds.count)
        addMethod(
            study, answer: answer,
            selfTestNumber: "\(sections.reduce(1) { $0 + $1.tables })")
        try addProvenance(study)
    }

    private static func sections(
        _ study: StudyResults, figures: [RenderedFigure], summaries: [SizeSummary],
        answer: StudyVerdict
    ) -> [Section] {
        let parts = ReportOutline.parts(study)
        let named = Set(parts.flatMap(\.figures))
        let others = figures.map(\.id).filter { !named.contains($0) }
        var number = 0
        var sections = [Section]()
        for part in parts + [ReportOutline.others(others)] {
            var section = Section(
                id: part.id, heading: part.heading, paragraphs: part.paragraphs)
            for id in part.figures {
                guard let figure = figures.first(where: { $0.id == id }) else { continue }
                number += 1
                section.figures.append(FigureView(figure, number: number))
            }
            let table = sections.reduce(1) { $0 + $1.tables }
            switch part.id {
            case "verdict": section.add(answer, judge: study.judge, table: table)
            case "comparison":
                section.comparisons = comparisons(
                    study, summaries: summaries, answer: answer, table: table)
            case "training": section.logs = [TrainingLogView(study)]
            default: if section.figures.isEmpty { continue }
            }
            sections.append(section)
        }
        return sections
    }

    private static func comparisons(
        _ study: StudyResults, summaries: [SizeSummary], answer: StudyVerdict, table: Int
    ) -> [ComparisonView] {
        var views = [
            ComparisonView(
                summaries, study: study, answer: answer.latentSize, number: "\(table)")
        ]
        if let lines = study.baseline.generation, let judge = study.judge {
            views.append(
                ComparisonView(
                    SampleSummary.all(study), lines: lines, judge: judge,
                    seeds: study.plan.seeds.count, answer: answer.latentSize,
                    number: "\(table + 1)"))
        }
        return views
    }
}

extension ReportPage.Section {
    /// Numbered tables in it.
    fileprivate var tables: Int {
        comparisons.count + verdicts.reduce(0) { $0 + ($1.hasOpinions ? 3 : 2) }
    }

    /// The verdict, or why there is none.
    fileprivate mutating func add(_ answer: StudyVerdict, judge: JudgeRecord?, table: Int) {
        guard let verdict = answer.verdict else {
            paragraphs = [AnswerText.bound(answer.headline)]
            return
        }
        // Remedies stand below the tables, what the claims hold for in the first paragraph.
        let elsewhere =
            verdict.remedies.map(\.sentence) + [verdict.reach]
            + [answer.mixtureSentence].compactMap { $0 }
        findings = answer.sentences.filter { !elsewhere.contains($0) }.map(AnswerText.bound)
        hasFindings = !findings.isEmpty
        verdicts = [
            VerdictView(
                verdict, byShare: answer.byShare, opinions: answer.opinions, judge: judge,
                number: table)
        ]
    }
}

extension ReportPage.Fact {
    /// The numbers under the answer.
    static func headline(_ study: StudyResults, summaries: [SizeSummary]) -> [ReportPage.Fact] {
        let plan = study.plan
        let description = study.description
        var facts = [
            ReportPage.Fact(name: "Data", value: description.dataTitle),
            ReportPage.Fact(
                name: "Training images", value: NumberText.integer(description.trainingImages)),
            ReportPage.Fact(
                name: "Test images", value: NumberText.integer(description.testImages)),
            ReportPage.Fact(name: "Latent sizes", value: NumberText.list(plan.latentSizes)),
            ReportPage.Fact(name: "Epochs", value: NumberText.integer(plan.training.epochs)),
            ReportPage.Fact(
                name: "Trainings of each size", value: NumberText.integer(plan.seeds.count)),
        ]
        if let best = summaries.min(by: { $0.negativeELBO.mean < $1.negativeELBO.mean }) {
            facts.append(
                ReportPage.Fact(
                    name: "Lowest negative ELBO",
                    value: NumberText.nats(best.negativeELBO.mean)
                        + " at size \(NumberText.integer(best.latentSize))"))
        }
        return facts
    }
}
