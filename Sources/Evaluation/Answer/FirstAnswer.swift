import Foundation
import Studies

/// The smallest latent size whose test reconstruction is within 5 % of the best size's.
///
/// A first answer: it looks at reconstruction alone. Means are over test images, then over seeds.
public struct FirstAnswer: Sendable, Hashable {
    /// One latent size beside the best one.
    public struct Candidate: Sendable, Hashable {
        /// The latent size.
        public let latentSize: Int
        /// Test reconstruction, nats per image, mean over seeds.
        public let reconstruction: Double
        /// How far that is above the best size's: 0.05 is 5 %; 0 for the best.
        public let excess: Double
        /// Two-sided 95 % interval of `excess`; nil for the best size itself and where the records
        /// do not allow one.
        ///
        /// Half its width is √((1.96 · a)² + (t · b)²). a is the jackknife's standard error over
        /// test images, paired between models. b is the standard error over seeds, from their
        /// variance pooled over sizes, with the t of the pool's degrees of freedom, sizes ·
        /// (seeds − 1); 0 with one seed. Each part with a quantile of its own errs on the safe side
        /// (Banerjee 1960). It does not know that the best was picked because it came out best.
        public let interval: ClosedRange<Double>?
        /// Whether `excess` is at most the tolerance.
        public let isWithinTolerance: Bool
    }

    /// 5 %.
    public static let tolerance = 0.05

    /// The answer; nil where the size that would be it is not better than PCA in squared error, so
    /// that its training failed and there is nothing to answer with.
    public let latentSize: Int?
    /// The smallest size within the tolerance, whatever PCA does.
    public let smallestWithinTolerance: Int
    /// The size with the lowest test reconstruction; the smaller of two equal ones.
    public let bestLatentSize: Int
    /// Every size, rising.
    public let candidates: [Candidate]
    /// Trainings of each size.
    public let seeds: Int
    /// What a reader should know before believing the answer.
    public let warnings: [Warning]

    /// - Precondition: at least one run, which `StudyResults.load` sees to.
    public init(_ results: StudyResults) {
        precondition(!results.runs.isEmpty, "a study has at least one run")
        let sizes = Set(results.runs.map(\.record.task.latentSize)).sorted()
        let scores = sizes.map { SizeScore($0, results.runs(latentSize: $0).map(\.evaluation)) }
        var best = scores[0]
        for score in scores where score.mean < best.mean { best = score }
        let seedSpread = SeedSpread(scores)
        let candidates = scores.map { $0.candidate(best: best, seedSpread: seedSpread) }
        let answer = candidates.first(where: \.isWithinTolerance)
        let smallest = answer?.latentSize ?? best.latentSize
        smallestWithinTolerance = smallest
        bestLatentSize = best.latentSize
        self.candidates = candidates
        seeds = scores.map(\.seeds).min() ?? 1
        warnings = Warning.all(in: results)
        latentSize = Warning.isBehindPCA(smallest, in: results) ? nil : smallest
    }

    /// The answer's own entry.
    public var chosen: Candidate? { candidates.first { $0.latentSize == latentSize } }

    /// The next smaller size, which the answer leaves behind; nil where the answer is the smallest.
    public var rejected: Candidate? {
        latentSize.flatMap { size in candidates.last { $0.latentSize < size } }
    }

    /// Whether no interval of the answer or of a smaller size reaches over the tolerance, so that
    /// other test images (or, with several seeds, other seeds) would hardly change the answer.
    public var isClear: Bool {
        candidates.filter {
            $0.latentSize <= smallestWithinTolerance && $0.latentSize != bestLatentSize
        }
        .allSatisfy { candidate in
            guard let interval = candidate.interval else { return false }
            return !interval.contains(Self.tolerance)
        }
    }
}

/// The test reconstructions of one latent size's models.
private struct SizeScore {
    let latentSize: Int
    let mean: Double
    let seeds: Int
    /// Squared deviations of the seeds from their mean, summed, relative to the mean.
    let seedSquares: Double
    /// Mean over seeds; nil where a record has none or they differ.
    let groups: GroupedSums?

    init(_ latentSize: Int, _ evaluations: [RunEvaluation]) {
        let means = evaluations.map(\.reconstruction.mean)
        let mean = means.reduce(0, +) / Double(means.count)
        self.latentSize = latentSize
        self.mean = mean
        seeds = means.count
        seedSquares = means.reduce(0) { $0 + ($1 / mean - 1) * ($1 / mean - 1) }
        let all = evaluations.compactMap(\.reconstructionGroups)
        if let first = all.first, all.count == evaluations.count,
            all.allSatisfy({ $0.counts == first.counts && $0.sums.count == first.sums.count })
        {
            groups = GroupedSums(
                sums: first.sums.indices.map { group in
                    all.reduce(0) { $0 + $1.sums[group] } / Double(all.count)
                }, counts: first.counts)
        } else {
            groups = nil
        }
    }

    func candidate(best: SizeScore, seedSpread: SeedSpread) -> FirstAnswer.Candidate {
        let excess = latentSize == best.latentSize ? 0 : mean / best.mean - 1
        var interval: ClosedRange<Double>?
        if latentSize != best.latentSize, let groups, let others = best.groups,
            let ratio = RatioOfMeans(groups, over: others)
        {
            // Seeds of different sizes are not paired, so both means bring their own variance.
            let relative = seedSpread.variance * (1 / Double(seeds) + 1 / Double(best.seeds))
            let images = 1.959964 * ratio.standardError
            let trainings = seedSpread.quantile * ratio.ratio * relative.squareRoot()
            let reach = (images * images + trainings * trainings).squareRoot()
            interval = excess - reach...excess + reach
        }
        return FirstAnswer.Candidate(
            latentSize: latentSize, reconstruction: mean, excess: excess, interval: interval,
            isWithinTolerance: excess <= FirstAnswer.tolerance)
    }
}

/// How far apart the seeds of one size lie.
private struct SeedSpread {
    /// Relative variance between seeds of one size, pooled over sizes; 0 with one seed each, when
    /// nothing is known of it.
    let variance: Double
    /// What an interval multiplies the standard error by that comes from it.
    let quantile: Double

    init(_ scores: [SizeScore]) {
        let freedom = scores.reduce(0) { $0 + $1.seeds - 1 }
        variance = freedom > 0 ? scores.reduce(0) { $0 + $1.seedSquares } / Double(freedom) : 0
        quantile = StudentQuantile.upper95(degreesOfFreedom: freedom)
    }
}
