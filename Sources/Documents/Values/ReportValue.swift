/// What a name in a document stands for.
public enum ReportValue: Sendable, Hashable, Codable {
    /// Words or a number with its interval and unit; can stand in a sentence. Empty where the study
    /// has nothing to say.
    case text(String)
    /// Paragraphs.
    case paragraphs([String])
    /// Names with their values.
    case facts([Fact])
    /// Sentences, each with its rule.
    case findings([Finding])
    /// Text of a program, its lines kept.
    case code(String)
}
