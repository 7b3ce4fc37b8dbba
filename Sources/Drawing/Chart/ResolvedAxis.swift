import Foundation

/// An axis with its domain and ticks settled.
struct ResolvedAxis {
    /// A tick mark with its words.
    struct Tick: Hashable {
        let value: Double
        let label: String
    }

    let axis: Axis
    /// Rising; on the scale's own positions, so logarithms on a logarithmic one.
    let low: Double, high: Double
    let ticks: [Tick]
    /// No number has a place here.
    let isEmpty: Bool

    /// - Parameters:
    ///   - values: all numbers that the axis carries, in any order; those without a place on the
    ///     scale are passed over.
    ///   - target: about how many ticks there is room for.
    init(_ axis: Axis, values: [Double], target: Int) {
        self.axis = axis
        let placed = (values + axis.includes).compactMap(axis.scale.position)
        isEmpty = values.compactMap(axis.scale.position).isEmpty
        var low = placed.min() ?? 0
        var high = placed.max() ?? 1
        if case .exactly(let range) = axis.extent {
            low = axis.scale.position(of: range.lowerBound) ?? low
            high = axis.scale.position(of: range.upperBound) ?? high
        }
        if case .ordinal(let words) = axis.scale {
            self.low = -0.5
            self.high = max(Double(words.count), 1) - 0.5
            ticks = words.enumerated().map { Tick(value: Double($0.offset), label: $0.element) }
            return
        }
        if high - low <= max(abs(low), abs(high)) * 1e-9 {
            // One number only: room on both sides of it.
            let room: Double
            switch axis.scale {
            case .logarithmic(let base): room = log(base) / 2
            default: room = axis.marks == .whole ? 1 : max(abs(low) * 0.05, 1e-6)
            }
            low -= room
            high += room
        }
        let found = Self.ticks(axis, low, high, target)
        if axis.extent == .loose {
            let reach = found.compactMap { axis.scale.position(of: $0.value) }
            // Data beyond the outermost tick get some room, so that no mark stands on the edge.
            let room = (high - low) * 0.04
            if let lowest = reach.min() { low = lowest <= low ? lowest : low - room }
            if let highest = reach.max() { high = highest >= high ? highest : high + room }
        }
        let slack = (high - low) * 1e-9
        self.low = low
        self.high = high
        ticks = found.filter { tick in
            guard let place = axis.scale.position(of: tick.value) else { return false }
            return place >= low - slack && place <= high + slack
        }
    }

    /// 0 at the domain's low end, 1 at its high end; nil for numbers without a place.
    func fraction(of value: Double) -> Double? {
        axis.scale.position(of: value).map { ($0 - low) / (high - low) }
    }

    private static func ticks(_ axis: Axis, _ low: Double, _ high: Double, _ target: Int) -> [Tick]
    {
        if case .at(let values) = axis.marks {
            let digits = values.contains { $0 != $0.rounded() } ? 2 : 0
            return values.map { Tick(value: $0, label: NumberText.fixed($0, digits: digits)) }
        }
        if case .logarithmic(let base) = axis.scale {
            let first = Int((low / log(base)).rounded(.down))
            let last = Int((high / log(base)).rounded(.up))
            if last - first >= 2, last - first < 200 {
                let every = max(1, (last - first + target - 1) / max(target, 1))
                return stride(from: first, through: last, by: every).map { power in
                    let value = pow(base, Double(power))
                    let label =
                        base == 10 && !(-3...5).contains(power)
                        ? NumberText.scientific(value, digits: 0)
                        : NumberText.fixed(value, digits: max(0, base == 10 ? -power : 0))
                    return Tick(value: value, label: label)
                }
            }
            return make(Ticks(covering: exp(low), exp(high), target: target)).filter {
                $0.value > 0
            }
        }
        return make(Ticks(covering: low, high, target: target, whole: axis.marks == .whole))
    }

    private static func make(_ ticks: Ticks) -> [Tick] {
        zip(ticks.values, ticks.labels).map { Tick(value: $0, label: $1) }
    }
}
