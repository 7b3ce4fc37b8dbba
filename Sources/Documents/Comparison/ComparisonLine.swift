import Evaluation

/// A metric at one latent size, as two studies have it.
public struct ComparisonLine: Sendable, Encodable {
    /// A number and half of its 95 % interval; nil where it has none.
    public struct Number: Sendable, Encodable {
        /// The mean over seeds and test images.
        public let value: Double
        /// On each side of it.
        public let halfWidth: Double?
    }

    /// `negativeELBO`
    public let metric: String
    /// Dimensions of the latent space.
    public let latentSize: Int
    /// Of each study; nil where it lacks the size.
    public let a: Number?, b: Number?
    /// B minus A; nil where it would say nothing.
    public let difference: Number?
    /// Whether the difference is over pairs of the same test images.
    public let isPaired: Bool?
    /// Why no difference is told.
    public let obstacle: String?
}

extension ComparisonLine {
    init(_ comparison: MetricComparison, _ row: MetricComparison.Row) {
        let hasInterval = comparison.metric.hasInterval
        func number(_ interval: Interval?) -> Number? {
            interval.map {
                Number(value: $0.mean, halfWidth: hasInterval ? $0.halfWidth : nil)
            }
        }
        metric = comparison.metric.key
        latentSize = row.latentSize
        a = number(row.values.a?.interval)
        b = number(row.values.b?.interval)
        difference = number(row.difference?.interval)
        isPaired = row.difference?.isPaired
        obstacle = comparison.obstacle
    }
}
