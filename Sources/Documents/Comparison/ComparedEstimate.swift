import Evaluation

/// A metric of one latent size of one study, with all that is known of its errors.
struct ComparedEstimate {
    /// The mean over seeds.
    let mean: Double
    /// Of the mean over test images.
    let standardError: Double
    /// What the mean would be without one group of test images, one value a group, of which only
    /// differences are used; nil where the records keep no groups.
    let replicates: [Double]?
    /// Half of a 95 % interval over seeds; 0 with one, which tells nothing of them.
    let seedHalfWidth: Double

    /// One estimate and its replicates a seed, all on the same test images.
    ///
    /// - Precondition: at least one.
    init(_ seeds: [(estimate: RunEvaluation.Estimate, replicates: [Double]?)]) {
        let interval = Interval(seeds.map { .init(mean: $0.estimate.mean, standardError: 0) })
        mean = interval.mean
        seedHalfWidth = interval.halfWidth
        let count = Double(seeds.count)
        standardError = seeds.map(\.estimate.standardError).reduce(0, +) / count
        let groups = seeds.compactMap(\.replicates)
        let size = groups.first?.count ?? 0
        replicates =
            groups.count == seeds.count && size > 1 && groups.allSatisfy { $0.count == size }
            ? (0..<size).map { group in groups.map { $0[group] }.reduce(0, +) / count } : nil
    }

    /// As in the studies' own tables.
    var interval: Interval {
        Interval(mean: mean, halfWidth: Self.root(1.96 * standardError, seedHalfWidth))
    }

    /// A difference of two studies with its 95 % interval, and whether the test images are paired.
    struct Difference {
        let interval: Interval
        let isPaired: Bool
    }

    /// This minus another study's.
    ///
    /// On the same images, in the same groups, errors over images are those of the differences, by a
    /// jackknife over groups; else both errors add up in squares, which is right for independent images,
    /// and too wide where the same images are hard for both.
    func minus(_ other: ComparedEstimate, sharesImages: Bool) -> Difference {
        let seeds = Self.root(seedHalfWidth, other.seedHalfWidth)
        var images = 1.96 * Self.root(standardError, other.standardError)
        let isPaired: Bool
        if sharesImages, let own = replicates, let others = other.replicates,
            own.count == others.count
        {
            isPaired = true
            images =
                StudentQuantile.upper95(degreesOfFreedom: own.count - 1)
                * Self.jackknife(zip(own, others).map { $0 - $1 })
        } else {
            isPaired = false
        }
        return Difference(
            interval: Interval(mean: mean - other.mean, halfWidth: Self.root(images, seeds)),
            isPaired: isPaired)
    }

    /// The standard error that leave-one-group-out values give.
    static func jackknife(_ replicates: [Double]) -> Double {
        let count = Double(replicates.count)
        let mean = replicates.reduce(0, +) / count
        let squares = replicates.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        return ((count - 1) / count * squares).squareRoot()
    }

    private static func root(_ one: Double, _ other: Double) -> Double {
        (one * one + other * other).squareRoot()
    }
}

extension GroupedSums {
    /// The mean without one group, one value a group.
    var replicates: [Double] {
        let sum = sums.reduce(0, +)
        let count = counts.reduce(0.0) { $0 + Double($1) }
        return zip(sums, counts).map { (sum - $0) / (count - Double($1)) }
    }
}
