/// What one thing was measured to do.
struct Measurement: Encodable {
    /// What was measured.
    let name: String
    /// The median over rounds.
    let value: Double
    /// `GFLOP/s`, `images/s`, `MiB`, …
    let unit: String
    /// The share of the FMA rate, 0…1, median over rounds; nil for what is not made of FMAs.
    var share: Double?
    /// The smallest and the largest share of a round, else the smallest and largest value.
    var low: Double
    var high: Double
    /// The share in relation to another's, where that says something.
    var relative: Double?

    /// Of one number, measured once.
    init(_ name: String, _ value: Double, _ unit: String, relative: Double? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.relative = relative
        (low, high) = (value, value)
    }

    /// Of the values of several rounds.
    init(_ name: String, _ values: [Double], _ unit: String) {
        self.init(name, values.median, unit)
        (low, high) = (values.min() ?? 0, values.max() ?? 0)
    }

    /// Of operations a second in several rounds, and in each the FMA rate beside it.
    init(_ name: String, operations: [Double], rates: [Double]) {
        self.init(name, operations.map { $0 / 1e9 }, "GFLOP/s")
        let shares = zip(operations, rates).map { $0 / $1 }
        share = shares.median
        (low, high) = (shares.min() ?? 0, shares.max() ?? 0)
    }
}

extension [Double] {
    /// The middle one in order, or the mean of the middle two; 0 of none.
    var median: Double {
        guard !isEmpty else { return 0 }
        let sorted = self.sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
