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
        variance = FeatureMatrix(means).variances
    }
}
