import Evaluation

/// A number with a 95 % interval around it.
struct Interval: Hashable {
    /// The mean over seeds of the mean over test images.
    let mean: Double
    /// Half the interval's width.
    let halfWidth: Double

    var lower: Double { mean - halfWidth }
    var upper: Double { mean + halfWidth }

    init(mean: Double, halfWidth: Double) {
        self.mean = mean
        self.halfWidth = halfWidth
    }

    /// One estimate a seed, all on the same test images.
    ///
    /// Half width: √((1.96 · standard error over images)² + (t · standard deviation over seeds /
    /// √seeds)²), t of Student's distribution with seeds − 1 degrees of freedom. With one seed the
    /// second part is missing: the interval then speaks of this trained model only.
    init(_ estimates: [RunEvaluation.Estimate]) {
        let count = Double(max(1, estimates.count))
        let mean = estimates.map(\.mean).reduce(0, +) / count
        let images = 1.96 * estimates.map(\.standardError).reduce(0, +) / count
        var seeds = 0.0
        if estimates.count > 1 {
            let squares = estimates.map { ($0.mean - mean) * ($0.mean - mean) }.reduce(0, +)
            let deviation = (squares / (count - 1)).squareRoot()
            let quantile = StudentQuantile.upper95(degreesOfFreedom: estimates.count - 1)
            seeds = quantile * deviation / count.squareRoot()
        }
        self.init(mean: mean, halfWidth: (images * images + seeds * seeds).squareRoot())
    }

    /// This minus `other`. Both are measured on the same images, which makes the true interval
    /// narrower: this one errs on the safe side.
    func minus(_ other: Interval) -> Interval {
        Interval(
            mean: mean - other.mean,
            halfWidth: (halfWidth * halfWidth + other.halfWidth * other.halfWidth).squareRoot())
    }

    /// This times `factor`.
    func times(_ factor: Double) -> Interval {
        Interval(mean: mean * factor, halfWidth: halfWidth * abs(factor))
    }

    /// Whether 0 may be the true value.
    var includesZero: Bool { !(lower > 0 || upper < 0) }
}
