import Compute

@testable import Evaluation

/// Verdict evidence with a known truth: every statistic is a mean over groups of images, so that its
/// jackknife is exact, plus what its model's seed adds.
struct PlantedVerdict {
    typealias Gate = VerdictEvidence.Gate

    /// True scores by size.
    var scores: [Double]
    /// True slacks by size; the same gates for all.
    var slack: [Gate: [Double]] = [:]
    var seeds = 3
    var groups = 20
    /// Standard deviation between seeds; with one seed the truth is that of the trained models, so
    /// that it plays no part.
    var seedSpread = 0.3
    /// Standard deviation of a mean over groups: what sizes share, and a model's own; by size.
    var sharedSpread = 0.3
    var ownSpread: [Double] = []

    /// 2, 4, 6, …
    var latentSizes: [Int] { scores.indices.map { 2 * ($0 + 1) } }

    /// Scale 10: a share of 0.1 is a margin of 1.
    func evidence(study: Int) -> VerdictEvidence {
        var random = Philox(seed: 77, purpose: .examples, stream: UInt64(study))
        let root = Double(groups).squareRoot()
        // Images that are hard are so for all, in each quantity on its own.
        let quantities = slack.count + 1
        let shared = (0..<quantities).map { _ in
            (0..<groups).map { _ in root * sharedSpread * random.normal() }
        }
        func measure(_ truth: Double, _ quantity: Int, _ size: Int) -> VerdictEvidence.Measure {
            let seedEffect = seeds > 1 ? seedSpread * random.normal() : 0
            let spread = root * (ownSpread.isEmpty ? 0.3 : ownSpread[size])
            let values = shared[quantity].map { truth + seedEffect + $0 + spread * random.normal() }
            let sum = values.reduce(0, +)
            return VerdictEvidence.Measure(
                value: sum / Double(groups),
                replicates: values.map { (sum - $0) / Double(groups - 1) })
        }
        let gates = Gate.allCases.filter { slack[$0] != nil }
        let sizes = scores.indices.map { size in
            let models = (1...seeds).map { seed in
                let score = measure(scores[size], 0, size)
                let slacks = gates.enumerated().map { quantity, gate in
                    (gate, measure(slack[gate]?[size] ?? 0, quantity + 1, size))
                }
                return VerdictEvidence.Model(
                    seed: UInt64(seed), score: score,
                    slack: Dictionary(uniqueKeysWithValues: slacks))
            }
            return VerdictEvidence.Size(latentSize: latentSizes[size], models: models)
        }
        return VerdictEvidence(sizes: sizes, scale: 10)
    }

    /// The outcomes of many studies at a share of 0.1.
    func outcomes(studies: Int = 1000, draws: Int = 1000) -> Outcomes {
        var outcomes = Outcomes(studies: studies)
        for study in 0..<studies {
            let analysis = VerdictAnalysis(
                evidence(study: study), draws: draws, seed: UInt64(study))
            switch analysis.verdict(share: 0.1).outcome {
            case .size(let size): outcomes.named[size, default: 0] += 1
            case .noSizeQualifies: outcomes.none += 1
            case .inconclusive: outcomes.inconclusive += 1
            }
        }
        return outcomes
    }

    struct Outcomes {
        let studies: Int
        var named: [Int: Int] = [:]
        var none = 0
        var inconclusive = 0

        /// How often one of these sizes was named.
        func rate(of sizes: [Int]) -> Double {
            Double(sizes.reduce(0) { $0 + named[$1, default: 0] }) / Double(studies)
        }

        var noneRate: Double { Double(none) / Double(studies) }
        var inconclusiveRate: Double { Double(inconclusive) / Double(studies) }
        /// 5 % and what chance adds to that in so many studies, at 1 %.
        var allowance: Double { 0.05 + 2.33 * (0.05 * 0.95 / Double(studies)).squareRoot() }
    }
}
