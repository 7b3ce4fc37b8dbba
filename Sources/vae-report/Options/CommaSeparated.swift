import ArgumentParser

/// Whole numbers with commas between: `2,4,8,16`.
struct CommaSeparated: ExpressibleByArgument, Sendable {
    let numbers: [Int]

    /// Nil, which the parser reports, where a part is no whole number; nothing at all is no number.
    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard argument.isEmpty || numbers.count == parts.count else { return nil }
        self.numbers = numbers
    }
}
