/// A statistic of samples and test images with its standard error.
public struct JackknifeEstimate: Codable, Hashable, Sendable {
    /// The number to quote: for distances, less the bias that a finite sample brings.
    public var value: Double
    /// The statistic as it is computed from all images.
    public var uncorrected: Double
    /// From the replicates.
    public var standardError: Double
    /// The uncorrected statistic without one group of samples and of test images, one entry a group;
    /// the groups of test images are the same for every model of a study.
    public var replicates: [Double]

    /// Gives the estimate as it is.
    public init(value: Double, uncorrected: Double, standardError: Double, replicates: [Double]) {
        self.value = value
        self.uncorrected = uncorrected
        self.standardError = standardError
        self.replicates = replicates
    }

    /// Of a statistic whose bias is to be taken away, or of one that has none.
    init(_ jackknife: Jackknife, removingBias: Bool = false) {
        self.init(
            value: removingBias ? jackknife.unbiased : jackknife.value,
            uncorrected: jackknife.value, standardError: jackknife.standardError,
            replicates: jackknife.replicates)
    }
}
