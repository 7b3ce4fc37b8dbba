import Testing

@testable import Evaluation

/// Critical values against Dunnett (1955), Table 1a, one-sided 95 %, and integrals by scipy of
/// ∫∫ Φ(√2 c s + z)^p φ(z) dz f(s) ds, which give the same with more digits.
@Suite struct VerdictCriticalValueTests {
    /// Of 20,000 draws, with a standard error near 0.014, and twice that where tails are heavy.
    static let tolerance = 0.045

    /// Differences between seeds alone make Dunnett's setting: equal variances, pooled.
    @Test(arguments: [
        (sizes: 2, seeds: 3, quantile: 2.1318), (sizes: 5, seeds: 3, quantile: 2.4656),
        (sizes: 3, seeds: 5, quantile: 2.1081), (sizes: 4, seeds: 6, quantile: 2.1923),
        (sizes: 7, seeds: 3, quantile: 2.5322),
    ])
    func areDunnettsForSeeds(_ sizes: Int, _ seeds: Int, _ quantile: Double) {
        let flat = [Double](repeating: 5.1, count: 50)
        let evidence = VerdictEvidence(
            sizes: (1...sizes).map { size in
                VerdictEvidence.Size(
                    latentSize: size,
                    models: (1...seeds).map { seed in
                        VerdictEvidence.Model(
                            seed: UInt64(seed),
                            score: VerdictEvidence.Measure(value: Double(seed), replicates: flat),
                            slack: [:])
                    })
            }, scale: 10)
        let critical = VerdictAnalysis(evidence).critical
        #expect(critical.comparisons.count == sizes && critical.draws == 20_000)
        for value in critical.comparisons + critical.failures {
            #expect(abs(value - quantile) < Self.tolerance)
        }
    }

    /// Independent errors of these sizes over 1,024 groups, so that hardly any freedom is missing.
    static func independent(
        _ errors: [Double], gates: [VerdictEvidence.Gate] = []
    ) -> VerdictEvidence {
        // Walsh functions are orthogonal, and each adds up to 0.
        func measure(_ error: Double, _ index: Int) -> VerdictEvidence.Measure {
            let replicates = (0..<1024).map { group in
                ((group & index).nonzeroBitCount.isMultiple(of: 2) ? error : -error) / 32
            }
            return VerdictEvidence.Measure(value: 0, replicates: replicates)
        }
        return VerdictEvidence(
            sizes: errors.indices.map { size in
                let slack = gates.enumerated().map { gate, name in
                    (name, measure(1, 1 + size + errors.count * (gate + 1)))
                }
                return VerdictEvidence.Size(
                    latentSize: size + 1,
                    models: [
                        VerdictEvidence.Model(
                            seed: 1, score: measure(errors[size], 1 + size),
                            slack: Dictionary(uniqueKeysWithValues: slack))
                    ])
            }, scale: 10)
    }

    /// The size that others are compared with decides how they hang together.
    @Test func areTheControlsOwn() {
        let equal = VerdictAnalysis(Self.independent([1, 1, 1, 1])).critical
        for value in equal.comparisons { #expect(abs(value - 2.0621) < Self.tolerance) }
        let unequal = VerdictAnalysis(Self.independent([1, 2, 1, 0.5])).critical
        for (value, quantile) in zip(unequal.comparisons, [2.0665, 1.9203, 2.0665, 2.1128]) {
            #expect(abs(value - quantile) < Self.tolerance)
        }
        #expect(unequal.gates == unequal.comparisons.max())
    }

    /// One size: independent gates alone, scipy.stats.norm.ppf(0.95 ** (1 / 2)).
    @Test func gatesOfOneSizeAreIndependent() {
        let critical = VerdictAnalysis(
            Self.independent([1], gates: [.squaredError, .coverage])
        ).critical
        #expect(abs(critical.gates - 1.9545) < Self.tolerance)
        #expect(abs(critical.failures[0] - 1.9545) < Self.tolerance)
    }

    /// Against independent gates of four sizes: those of all go with a comparison, a size's own
    /// with its failure.
    @Test func gatesWidenTheBounds() {
        let without = VerdictAnalysis(Self.independent([1, 1, 1, 1])).critical
        let with = VerdictAnalysis(Self.independent([1, 1, 1, 1], gates: [.coverage])).critical
        for size in 0..<4 {
            #expect(without.comparisons[size] + 0.05 < with.failures[size])
            #expect(with.failures[size] + 0.05 < with.comparisons[size])
        }
    }
}
