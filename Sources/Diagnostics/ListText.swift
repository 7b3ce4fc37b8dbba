/// Lists in plain English.
public enum ListText {
    /// `a`, `a and b`, `a, b and c`; `none` where there is nothing. `word` stands before the last.
    public static func of(_ items: [String], _ word: String = "and") -> String {
        guard let last = items.last else { return "none" }
        guard items.count > 1 else { return last }
        return items.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
