/// Names that look like a mistyped one.
public enum NearMatches {
    /// What to do about a word that is none of the `candidates`: `did you mean a or b?` and, where none
    /// is near, `use one of: a, b, c`, as many as `most` and how many more there are. `shown` writes
    /// each as a person would.
    public static func remedy(
        for word: String, among candidates: [String], most: Int = 48,
        shown: (String) -> String = { $0 }
    ) -> String {
        guard !candidates.isEmpty else { return "there is none" }
        let near = of(word, among: candidates).prefix(6).map(shown)
        guard near.isEmpty else { return "did you mean \(ListText.of(near, "or"))?" }
        let more = candidates.count - most
        return "use one of: \(candidates.prefix(most).map(shown).joined(separator: ", "))"
            + (more > 0 ? " and \(more) more" : "")
    }

    /// The `candidates` within a third of the word's length in edits, or that contain it or are
    /// contained in it, nearest first.
    static func of(_ word: String, among candidates: [String]) -> [String] {
        let limit = max(2, word.count / 3)
        let near = candidates.enumerated().compactMap { index, name -> (Int, Int, String)? in
            let edits = distance(word, name)
            // Two letters are in many names.
            let related = word.count > 2 && (name.contains(word) || word.contains(name))
            return edits <= limit || related ? (edits, index, name) : nil
        }
        return near.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// Whether a word is another, but for one mistake.
    public static func isNear(_ word: String, _ other: String) -> Bool {
        distance(word, other) <= 1
    }

    /// Levenshtein's distance in characters. Long words are cut: the answer is only a hint.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
