/// Small numbers in words.
enum CountText {
    /// `Six line charts`, `One line chart`, `12 line charts`: for the beginning of a sentence.
    static func of(_ count: Int, _ noun: String) -> String {
        let words = [
            "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        ]
        let word = words.indices.contains(count) ? words[count] : "\(count)"
        return "\(word) \(noun)\(count == 1 ? "" : "s")"
    }
}
