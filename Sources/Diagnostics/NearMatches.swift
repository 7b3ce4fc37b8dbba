/// Names that look like a mistyped one.
public enum NearMatches {
    /// The `candidates` within a third of the word's length in edits, or that contain it or are
    /// contained in it, nearest first; all of them where none is.
    public static func of(_ word: String, among candidates: [String]) -> [String] {
        let limit = max(2, word.count / 3)
        let near = candidates.enumerated().compactMap { index, name -> (Int, Int, String)? in
            let edits = distance(word, name)
            let related = !word.isEmpty && (name.contains(word) || word.contains(name))
            return edits <= limit || related ? (edits, index, name) : nil
        }
        let sorted = near.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        return sorted.isEmpty ? candidates : sorted
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
