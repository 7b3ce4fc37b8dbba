import Foundation

/// Places for tick marks, and how many digits their labels need.
struct Ticks: Sendable, Hashable {
    /// Rising.
    let values: [Double]
    /// Digits after the point that tell the values apart.
    let digits: Int

    /// Round numbers that cover `low...high` with about `target` ticks; whole ones if asked for.
    ///
    /// By Talbot, Lin and Hanrahan's search; the fallback takes over where that finds nothing.
    init(covering low: Double, _ high: Double, target: Int, whole: Bool = false) {
        self =
            ExtendedWilkinson.ticks(covering: low, high, target: target, whole: whole)
            ?? Ticks(oneTwoFive: low, high, target: target, whole: whole)
    }

    /// Gives the pair as it is.
    init(values: [Double], digits: Int) {
        self.values = values
        self.digits = digits
    }

    /// Multiples of 1, 2 or 5 times a power of ten inside `low...high`.
    init(oneTwoFive low: Double, _ high: Double, target: Int, whole: Bool = false) {
        guard low.isFinite, high.isFinite, high > low, (high - low).isFinite else {
            self.init(values: [low].filter(\.isFinite), digits: 0)
            return
        }
        let rough = (high - low) / Double(max(target - 1, 1))
        let power = max(floor(log10(rough)), whole ? 0 : -300)
        let factor = [1.0, 2, 5, 10].first { $0 * pow(10, power) >= rough * 0.999 } ?? 10
        let step = factor * pow(10, power)
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        guard step > 0, last >= first, last - first < 1000, abs(first) < 1e15 else {
            self.init(values: [low, high], digits: 0)
            return
        }
        let digits = Int(max(0, factor == 10 ? -power - 1 : -power))
        self.init(
            values: (0...Int(last - first)).map { (first + Double($0)) * step }, digits: digits)
    }

    /// The labels: as many digits for each, or powers of ten where those would be long.
    var labels: [String] {
        let largest = values.map(abs).max() ?? 0
        if digits > 6 || largest >= 1e7 {
            return values.map { $0 == 0 ? "0" : NumberText.scientific($0, digits: 1) }
        }
        return values.map { NumberText.fixed($0, digits: digits) }
    }
}

/// Round numbers for lines that are no axis.
public enum RoundNumbers {
    /// About `count` round numbers inside `range`, rising.
    public static func across(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
        Ticks(covering: range.lowerBound, range.upperBound, target: count).values.filter {
            range.contains($0)
        }
    }
}
