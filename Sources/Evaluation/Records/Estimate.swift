extension RunEvaluation {
    /// A number with the standard error of its mean over images.
    public struct Estimate: Codable, Hashable, Sendable {
        /// The mean over images.
        public var mean: Double
        /// Sample standard deviation over images / √images; 0 where there is one image.
        public var standardError: Double

        /// Gives the pair as it is.
        public init(mean: Double, standardError: Double) {
            self.mean = mean
            self.standardError = standardError
        }

        /// The mean of one value an image, and its standard error.
        /// - Precondition: at least one value.
        public init(_ values: [Double]) {
            precondition(!values.isEmpty, "no values to average")
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let variance = values.count > 1 ? squares / (count - 1) : 0
            self.init(mean: mean, standardError: (variance / count).squareRoot())
        }
    }
}
