/// The delete-a-group jackknife: a statistic taken again without each of some groups of its data.
///
/// Efron and Tibshirani 1993, chapter 11; Kott 2001 for groups.
struct Jackknife: Sendable, Hashable {
    /// The statistic of all data.
    let value: Double
    /// The statistic without one group, an entry a group.
    let replicates: [Double]

    private var groups: Double { Double(replicates.count) }
    private var centre: Double { replicates.reduce(0, +) / groups }

    /// The statistic less its bias of first order: groups · value − (groups − 1) · mean replicate.
    var unbiased: Double { groups * value - (groups - 1) * centre }

    /// Standard error: √((groups − 1) / groups · Σ (replicate − mean)²).
    var standardError: Double {
        let centre = centre
        let squares = replicates.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        return (squares * (groups - 1) / groups).squareRoot()
    }
}
