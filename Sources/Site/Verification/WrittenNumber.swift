/// Numbers as a page or a file of numbers writes them.
enum WrittenNumber {
    /// With their signs and exponents, in order; a checksum is one of them.
    static func all(in text: String) -> [Substring] {
        text.matches(of: pattern).map(\.output)
    }

    /// The text with a sign in the place of each.
    static func rest(of text: String) -> String { text.replacing(pattern, with: "#") }

    private static var pattern: Regex<Substring> {
        /[0-9a-f]{32,}|[\-−]?[0-9]+(?:\.[0-9]+)?(?:[eE][\-+]?[0-9]+)?/
    }
}
