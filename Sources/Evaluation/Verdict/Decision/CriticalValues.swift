/// How many standard errors the bounds of a verdict lie from their estimates.
///
/// Each is the 95 % quantile of a maximum of correlated t statistics, from `JointDraws`.
public struct CriticalValues: Sendable, Hashable, Encodable {
    /// How sure a claim is: 95 %.
    public static let confidence = 0.95

    /// By size, as the best one that all others are compared with (Dunnett's control): for upper
    /// bounds on "score − that size's", together with the gates' lower bounds.
    public let comparisons: [Double]
    /// For lower bounds on every gate of every size: the largest of `comparisons`, as nobody knows
    /// which size is best.
    public let gates: Double
    /// By size: for lower bounds on its excess over each other size, together with upper bounds on
    /// its own gates.
    public let failures: [Double]
    /// Joint draws the quantiles are taken of.
    public let draws: Int

    /// From seeded draws.
    ///
    /// - Precondition: at least 100 draws.
    init(_ estimates: SizeEstimates, draws: Int, seed: UInt64) {
        precondition(draws >= 100, "a 95 % quantile needs draws")
        let sizes = estimates.latentSizes.count
        var joint = JointDraws(estimates, seed: seed)
        var comparisons = [[Double]](repeating: [], count: sizes)
        var failures = comparisons
        for size in 0..<sizes {
            comparisons[size].reserveCapacity(draws)
            failures[size].reserveCapacity(draws)
        }
        for _ in 0..<draws {
            joint.draw()
            for size in 0..<sizes {
                comparisons[size].append(max(joint.comparisons[size], joint.gatesAbove))
                failures[size].append(max(joint.comparisons[size], joint.gatesBelow[size]))
            }
        }
        self.comparisons = comparisons.map(Self.quantile)
        self.failures = failures.map(Self.quantile)
        gates = self.comparisons.max() ?? 0
        self.draws = draws
    }

    private static func quantile(_ values: [Double]) -> Double {
        let rank = Int((confidence * Double(values.count)).rounded(.up))
        return values.sorted()[rank - 1]
    }
}
