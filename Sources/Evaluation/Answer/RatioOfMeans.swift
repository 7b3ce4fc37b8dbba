/// The ratio of two models' means over the same test images, with its standard error.
///
/// The error is the delete-a-group jackknife's over `TestGroups`: both models are measured on the
/// same images, so what makes an image hard for both cancels, which the errors of the two means
/// alone do not know.
struct RatioOfMeans {
    /// The first mean divided by the second.
    let ratio: Double
    /// Standard error over test images.
    let standardError: Double

    /// Nil where there are fewer than two groups, the groups differ, or the second mean is 0.
    init?(_ numerator: GroupedSums, over denominator: GroupedSums) {
        let groups = numerator.sums.count
        guard groups >= 2, numerator.counts == denominator.counts,
            numerator.counts.count == groups, denominator.sums.count == groups
        else { return nil }
        let above = numerator.sums.reduce(0, +)
        let below = denominator.sums.reduce(0, +)
        let replicates = (0..<groups).map {
            (above - numerator.sums[$0]) / (below - denominator.sums[$0])
        }
        let centre = replicates.reduce(0, +) / Double(groups)
        let squares = replicates.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        ratio = above / below
        standardError = (squares * Double(groups - 1) / Double(groups)).squareRoot()
        guard ratio.isFinite, standardError.isFinite else { return nil }
    }
}
