import Diagnostics
import Drawing
import Evaluation

/// The answer in words, and what the numbers beside it mean.
public enum AnswerText {
    /// The first paragraph: the answer, what a model has to beat and does not, and how far it reaches.
    static func paragraph(_ answer: StudyVerdict) -> String {
        let behind = answer.warnings.filter {
            switch $0 {
            case .notBetterThanPCA, .samplesNotBetterThanPCA: true
            default: false
            }
        }
        let sentences =
            [answer.headline, answer.verdict?.closestSentence].compactMap { $0 }
            + [answer.mixtureSentence].compactMap { $0 } + behind.map(\.sentence)
            + (answer.verdict.map { [$0.reach] } ?? [])
        return bound(sentences.joined(separator: " "))
    }

    /// The numbers under the first paragraph: the verdict's interval and the margin.
    static func facts(_ answer: StudyVerdict) -> [Fact] {
        guard let verdict = answer.verdict else { return [] }
        func number(_ value: Double) -> String {
            NumberText.fixed(value, digits: verdict.digits)
        }
        let name = verdict.endpoint.name
        let score = "\(name.prefix(1).uppercased())\(name.dropFirst())"
        var facts: [Fact] = []
        if let row = verdict.chosen {
            facts.append(
                Fact(
                    name: "\(score), ± standard error",
                    value: "\(number(row.score)) "
                        + NumberText.plusMinus(row.standardError, digits: verdict.digits)))
            if let excess = row.finding(.score) {
                facts.append(
                    Fact(
                        name: "Excess over the best other, 95 % bounds",
                        value: "\(number(excess.estimate)) (\(number(excess.lower)) to"
                            + " \(number(excess.upper)))"))
            }
        } else if let best = verdict.rows.min(by: { $0.score < $1.score }) {
            facts.append(
                Fact(
                    name: "Lowest \(name), ± standard error",
                    value: "\(number(best.score)) "
                        + NumberText.plusMinus(best.standardError, digits: verdict.digits)
                        + " at size \(NumberText.integer(best.latentSize))"))
        }
        facts.append(
            Fact(name: "Margin", value: "\(number(verdict.margin)) (\(verdict.percent))")
        )
        return facts.map { Fact(name: bound($0.name), value: bound($0.value)) }
    }

    /// What ± means in this report.
    static func intervalRule(seeds: Int) -> String {
        seeds > 1
            ? "± is half a 95\u{202F}% interval over \(seeds) seeds and over test images."
            : "± is half a 95\u{202F}% interval over test images, for these trained models (n\u{A0}=\u{A0}1)."
    }

    /// Numbers held together with the signs around them.
    public static func bound(_ text: String) -> String {
        text.replacing("'", with: "’").replacing(" %", with: "\u{202F}%").replacing(
            " = ", with: "\u{A0}=\u{A0}")
    }
}
