import Foundation

/// Where a report says other than what was recomputed.
public struct PageDifference: Codable, Hashable, Sendable {
    /// What differs.
    public enum Kind: String, Codable, Hashable, Sendable {
        /// A number, or words around it.
        case words
        /// A grid of images.
        case image
        /// A chart.
        case chart
        /// Numbers that a link saves.
        case data
        /// A script, a style sheet, or weights.
        case code
        /// It is in the page alone.
        case onlyInPage
        /// It was recomputed, and the page lacks it.
        case missing
    }

    /// The anchor above it: `table-comparison`; empty above the first.
    public let place: String
    /// What differs.
    public let kind: Kind
    /// What the page has and what it should have, shortened; of pictures how far they are apart.
    public let page: String, recomputed: String
}

/// How far numbers may be apart.
public enum PageTolerance: String, Codable, Sendable {
    /// Not at all: the same kind of processor gives the same bytes.
    case exact
    /// Another kind of processor sums in another order: a number may differ by 0.5 % or by one in its
    /// last digit, a pixel by 3 of 255; charts and the explorer's weights are not compared.
    case otherProcessor

    /// Whether two numbers as written are near enough.
    func allows(_ found: Substring, _ expected: Substring) -> Bool {
        if found == expected { return true }
        // Rows of digits that long are checksums.
        guard self == .otherProcessor, max(found.utf8.count, expected.utf8.count) < 32,
            let a = Self.value(found), let b = Self.value(expected)
        else { return false }
        let parts = expected.split(omittingEmptySubsequences: false) { "eE".contains($0) }
        let decimals =
            parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst()
            .first?.utf8.count ?? 0
        var unit = parts.count > 1 ? pow(10, Double(parts[1]) ?? 0) : 1
        for _ in 0..<decimals { unit /= 10 }
        return abs(a - b) <= max(1.01 * unit, 0.005 * abs(b))
    }

    private static func value(_ text: Substring) -> Double? {
        Double(text.replacing("\u{2212}", with: "-"))
    }

    /// By how much pixels may differ, of 255.
    var pixel: Int { self == .exact ? 0 : 3 }
}
