public import Compute

/// How many latent dimensions the encoder uses: Burda et al. 2016, section 5.2.
public struct ActiveUnits: Metric {
    static let name = "activeUnits"
    static let definition = 1
    /// A dimension is active where its posterior mean varies by more than this over the images.
    public static let threshold = 0.01

    /// Variance over the images of each dimension's posterior mean, divided by their number.
    public let variance: [Double]
    /// Dimensions above the threshold.
    public var count: Int { variance.count { $0 > Self.threshold } }

    /// From posterior means [n, latentSize].
    public init(_ means: Tensor) {
        let size = means.rowLength
        let count = size == 0 ? 0 : means.values.count / size
        // Two passes: the difference of two large sums would lose the variance of a far-off mean.
        var centre = [Double](repeating: 0, count: size)
        for (index, value) in means.values.enumerated() { centre[index % size] += Double(value) }
        for dimension in 0..<size { centre[dimension] /= Double(max(count, 1)) }
        var variance = [Double](repeating: 0, count: size)
        for (index, value) in means.values.enumerated() {
            let difference = Double(value) - centre[index % size]
            variance[index % size] += difference * difference
        }
        self.variance = variance.map { $0 / Double(max(count, 1)) }
    }
}
