import Foundation

/// J. Talbot, S. Lin, P. Hanrahan, “An Extension of Wilkinson's Algorithm for Positioning Tick
/// Labels on Axes”, InfoVis 2010.
///
/// Searches labelings `start, start + step, …` with step = j · q · 10^z for the best weighted sum
/// of simplicity (nice q, small j, zero among the labels), coverage of the data and density. The
/// legibility term is 1: all labels have one format and one size here.
enum ExtendedWilkinson {
    private static let nice: [Double] = [1, 5, 2, 2.5, 4, 3]
    /// Weights of simplicity, coverage, density and legibility, from the paper.
    private static let weights = (simplicity: 0.25, coverage: 0.2, density: 0.5, legibility: 0.05)

    /// The best labeling of `low...high` with about `target` labels; it may reach a little beyond
    /// the data or end a little inside. nil where there is none, as for an empty range.
    static func ticks(covering low: Double, _ high: Double, target: Int, whole: Bool = false)
        -> Ticks?
    {
        let scale = max(abs(low), abs(high))
        guard low.isFinite, high.isFinite, high - low > scale * 1e-10, high - low > 1e-290,
            scale < 1e290
        else { return nil }
        var search = Search(low: low, high: high, target: Double(max(target, 2)), whole: whole)
        search.run()
        return search.best
    }

    private struct Search {
        let low: Double
        let high: Double
        let target: Double
        let whole: Bool
        var best: Ticks?
        var bestScore = -2.0

        mutating func run() {
            // Scores fall as j and the number of labels grow: each loop ends where even a
            // perfect rest could not win. The bounds only guard against rounding.
            for skip in 1...50 {
                for (rank, q) in nice.enumerated() {
                    let simplicity = Self.simplicity(rank: rank, skip: skip, hasZero: true)
                    if score(simplicity, 1, 1) < bestScore { return }
                    searchCounts(q: q, rank: rank, skip: skip, bestSimplicity: simplicity)
                }
            }
        }

        private mutating func searchCounts(
            q: Double, rank: Int, skip: Int, bestSimplicity: Double
        ) {
            for count in 2...200 {
                let density = bestDensity(count: count)
                if score(bestSimplicity, 1, density) < bestScore { return }
                let delta = (high - low) / Double(count + 1) / Double(skip) / q
                let firstPower = Int(ceil(log10(delta)))
                for power in firstPower..<firstPower + 20 {
                    let step = Double(skip) * q * pow(10, Double(power))
                    let coverage = bestCoverage(span: step * Double(count - 1))
                    if score(bestSimplicity, coverage, density) < bestScore { break }
                    if whole && step != step.rounded() { continue }
                    tryStarts(
                        q: q, rank: rank, skip: skip, count: count, power: power, step: step)
                }
            }
        }

        private mutating func tryStarts(
            q: Double, rank: Int, skip: Int, count: Int, power: Int, step: Double
        ) {
            let first = floor(high / step) * Double(skip) - Double((count - 1) * skip)
            let last = ceil(low / step) * Double(skip)
            guard first <= last, last - first < 1000, abs(first) < 1e12 else { return }
            let unit = step / Double(skip)
            for start in Int(first)...Int(last) {
                let bottom = Double(start) * unit
                if whole && bottom != bottom.rounded() { continue }
                let top = bottom + step * Double(count - 1)
                // Zero is a label where the start is a whole number of steps at or below it.
                let hasZero = start % skip == 0 && start <= 0 && start + skip * (count - 1) >= 0
                let score = score(
                    Self.simplicity(rank: rank, skip: skip, hasZero: hasZero),
                    coverage(bottom, top), density(count: count, bottom, top))
                guard score > bestScore else { continue }
                bestScore = score
                best = labeling(
                    start: start, skip: skip, count: count, q: q, power: power)
            }
        }

        /// Computes each value from whole numbers, so that 0.3 is 0.3 and not 0.1 · 3.
        private func labeling(start: Int, skip: Int, count: Int, q: Double, power: Int) -> Ticks {
            let digits = max(0, -power + (q == 2.5 ? 1 : 0))
            let values = (0..<count).map { index -> Double in
                let multiple = Double(start + index * skip) * q
                return power >= 0
                    ? multiple * pow(10, Double(power))
                    : multiple / pow(10, Double(-power))
            }
            let isCoarser =
                digits > 0
                && values.allSatisfy { value in
                    let shifted = value * pow(10, Double(digits - 1))
                    return abs(shifted - shifted.rounded()) < 1e-6
                }
            return Ticks(values: values, digits: isCoarser ? digits - 1 : digits)
        }

        private func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
            weights.simplicity * simplicity + weights.coverage * coverage
                + weights.density * density + weights.legibility
        }

        private static func simplicity(rank: Int, skip: Int, hasZero: Bool) -> Double {
            1 - Double(rank) / Double(nice.count - 1) - Double(skip) + (hasZero ? 1 : 0)
        }

        private func coverage(_ bottom: Double, _ top: Double) -> Double {
            let tenth = 0.1 * (high - low)
            let (above, below) = ((high - top) / tenth, (low - bottom) / tenth)
            return 1 - 0.5 * (above * above + below * below)
        }

        private func bestCoverage(span: Double) -> Double {
            let range = high - low
            guard span > range else { return 1 }
            let half = (span - range) / 2 / (0.1 * range)
            return 1 - half * half
        }

        private func density(count: Int, _ bottom: Double, _ top: Double) -> Double {
            let wanted = (target - 1) / (max(top, high) - min(low, bottom))
            let actual = Double(count - 1) / (top - bottom)
            return 2 - max(actual / wanted, wanted / actual)
        }

        private func bestDensity(count: Int) -> Double {
            Double(count) >= target ? 2 - Double(count - 1) / (target - 1) : 1
        }
    }
}
