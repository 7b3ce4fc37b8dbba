import Evaluation
import Studies

/// The answer at the head of a report: the size or what stands in its place, the first paragraph,
/// its interval and margin, and what weakens it.
public struct VerdictBox: Sendable, Hashable, Codable {
    /// Something a reader must see before the answer.
    public struct Banner: Sendable, Hashable, Codable {
        /// Whether it goes against the answer, rather than only weakens it.
        public let isAlert: Bool
        /// A few words.
        public let heading: String
        /// The whole.
        public let text: String
    }

    /// The gravest first.
    public let banners: [Banner]
    /// `8`, `none`, `open`, or `–`.
    public let sign: String
    /// Whether the sign is a latent size.
    public let isSize: Bool
    /// What the sign is, in a few words.
    public let words: String
    /// The first paragraph.
    public let paragraph: String
    /// The verdict's interval and margin.
    public let facts: [Fact]
    /// The command of the study that would tell more; nil where a size is named.
    public let next: String?

    /// The answer where signs have no place of their own: `8 dimensions are enough`, `No size qualifies`.
    public var phrase: String {
        isSize ? "\(sign) \(words)" : "\(words.prefix(1).uppercased())\(words.dropFirst())"
    }

    init(_ results: StudyResults, _ answer: StudyVerdict) {
        banners = Banner.all(results, answer: answer)
        sign = answer.sign
        isSize = answer.latentSize != nil
        words = answer.signWords
        paragraph = AnswerText.paragraph(answer)
        facts = AnswerText.facts(answer)
        next = NextStudy.command(results, answer)
    }
}
