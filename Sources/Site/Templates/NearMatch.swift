/// Finds the name that was probably meant.
enum NearMatch {
    /// The candidate with the fewest edits from `name`, if it is near; ties go to the first by name.
    static func best(for name: String, among candidates: some Sequence<String>) -> String? {
        let scored = candidates.map { (distance(name.lowercased(), $0.lowercased()), $0) }
        guard let nearest = scored.min(by: <) else { return nil }
        return nearest.0 <= max(2, name.count / 3) ? nearest.1 : nil
    }

    /// Levenshtein's distance: insertions, deletions and replacements of characters.
    static func distance(_ first: String, _ second: String) -> Int {
        let other = Array(second)
        var row = Array(0...other.count)
        for (index, character) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let replaced = diagonal + (character == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, min(row[column], row[column + 1]) + 1)
            }
        }
        return row[other.count]
    }
}
