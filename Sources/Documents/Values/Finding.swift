/// A sentence computed from numbers, and the rule it came out of.
public struct Finding: Sendable, Hashable, Codable {
    /// Says no more than the intervals allow.
    public let sentence: String
    /// When such a sentence is written, for who wants to check; nil for the rule of all differences.
    public let rule: String?

    init(_ sentence: String, rule: String? = nil) {
        self.sentence = sentence
        self.rule = rule
    }
}
