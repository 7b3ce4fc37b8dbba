import Evaluation

/// The answer in words, and what the numbers beside it mean.
enum AnswerText {
    /// The first paragraph: the answer and how firm it is. What warns is in the banners.
    static func paragraph(_ answer: StudyVerdict) -> String {
        let sentences = [answer.headline] + answer.sentences
        return bound(sentences.joined(separator: " "))
    }

    /// What ± means in this report.
    static func intervalRule(seeds: Int) -> String {
        seeds > 1
            ? "± is half a 95\u{202F}% interval over \(seeds) seeds and over test images."
            : "± is half a 95\u{202F}% interval over test images, for these trained models (n\u{A0}=\u{A0}1)."
    }

    /// Numbers held together with the signs around them.
    static func bound(_ text: String) -> String {
        text.replacing(" %", with: "\u{202F}%").replacing(" = ", with: "\u{A0}=\u{A0}")
    }
}
