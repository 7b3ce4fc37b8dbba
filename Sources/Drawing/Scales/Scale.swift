import Foundation

/// How numbers become lengths.
public enum Scale: Sendable, Hashable {
    /// Equal differences are equal lengths.
    case linear
    /// Equal ratios are equal lengths; ticks at powers of the base where none are given. Numbers
    /// at or below 0 have no place.
    case logarithmic(base: Double)
    /// Numbers 0, 1, 2, … stand for these words, at equal distances.
    case ordinal([String])

    /// The number on the scale on which lengths are equal; nil where it has no place.
    func position(of value: Double) -> Double? {
        guard value.isFinite else { return nil }
        switch self {
        case .linear, .ordinal: return value
        case .logarithmic: return value > 0 ? log(value) : nil
        }
    }
}
