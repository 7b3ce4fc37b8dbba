/// The bounds behind a verdict, computed once for all margins; `Verdict` explains them.
public struct VerdictAnalysis: Sendable {
    /// Enough for critical values with a standard error near 0.015.
    public static let usualDraws = 20_000
    /// Of the joint draws: a verdict is a function of its evidence.
    public static let usualSeed: UInt64 = 1

    /// How many standard errors the bounds reach.
    public let critical: CriticalValues
    let estimates: SizeEstimates
    private let scale: Double
    private let endpoint: Endpoint

    /// - Precondition: the evidence has no `defect`; at least 100 draws.
    public init(
        _ evidence: VerdictEvidence, draws: Int = usualDraws, seed: UInt64 = usualSeed
    ) {
        estimates = SizeEstimates(evidence)
        critical = CriticalValues(estimates, draws: draws, seed: seed)
        scale = evidence.scale
        endpoint = evidence.endpoint
    }

    /// The verdict at a margin that is this share of the evidence's scale.
    ///
    /// - Parameter undertrained: latent sizes whose training had not levelled off, which longer
    ///   training could change.
    public func verdict(share: Double, undertrained: [Int] = []) -> Verdict {
        let margin = max(0, share * scale)
        let rows = estimates.latentSizes.indices.map { row($0, margin: margin) }
        let outcome = outcome(rows)
        return Verdict(
            outcome: outcome, endpoint: endpoint, share: share, margin: margin, rows: rows,
            seeds: estimates.seeds.min() ?? 1, imageFreedom: estimates.groups - 1,
            seedFreedom: estimates.seedFreedom, critical: critical,
            remedies: remedies(outcome, rows: rows, margin: margin, undertrained: undertrained))
    }

    private func outcome(_ rows: [Verdict.Row]) -> Verdict.Outcome {
        if let first = rows.first(where: { $0.standing == .passes }) {
            return .size(first.latentSize)
        }
        return rows.allSatisfy { $0.standing == .fails } ? .noSizeQualifies : .inconclusive
    }

    private func row(_ size: Int, margin: Double) -> Verdict.Row {
        var findings = gateFindings(size)
        if let score = scoreFinding(size, margin: margin) { findings.insert(score, at: 0) }
        // Where nothing was asked, nothing is known.
        let standings = findings.isEmpty ? [.open] : findings.map(\.standing)
        return Verdict.Row(
            latentSize: estimates.latentSizes[size], score: estimates.score.means[size],
            standardError: estimates.score.variance(size).standardError, findings: findings,
            standing: standings.contains(.fails)
                ? .fails : standings.contains(.open) ? .open : .passes)
    }

    private func scoreFinding(_ size: Int, margin: Double) -> Verdict.Finding? {
        guard let excess = estimates.excess(size) else { return nil }
        let score = estimates.score
        var lower = -Double.infinity
        var upper = 0.0
        for other in score.means.indices where other != size {
            let difference = score.means[size] - score.means[other]
            let error = score.variance(size, minus: other).standardError
            lower = max(lower, difference - critical.failures[size] * error)
            upper = max(upper, difference + critical.comparisons[other] * error)
        }
        return Verdict.Finding(
            criterion: .score, estimate: excess, lower: lower, upper: upper,
            standing: upper <= margin ? .passes : lower > margin ? .fails : .open)
    }

    private func gateFindings(_ size: Int) -> [Verdict.Finding] {
        estimates.gates.map { gate, slack in
            let estimate = slack.means[size]
            let error = slack.variance(size).standardError
            let lower = estimate - critical.gates * error
            let upper = estimate + critical.failures[size] * error
            return Verdict.Finding(
                criterion: .gate(gate), estimate: estimate, lower: lower, upper: upper,
                standing: lower > 0 ? .passes : upper < 0 ? .fails : .open)
        }
    }
}
