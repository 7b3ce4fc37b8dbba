/// Something that a recorded number depends on, with a name and a version: a metric, which is a pure
/// function of numbers, or what draws its samples.
protocol Metric {
    /// Its key in `RunEvaluation.definitions`.
    static var name: String { get }
    /// Raised whenever the same model on the same images would get another number.
    static var definition: Int { get }
}

/// The metrics that records hold, and the versions that this program computes.
public enum MetricDefinitions {
    /// Of `RunEvaluation`.
    public static let run: [String: Int] = versions(of: [
        Reconstruction.self, KullbackLeibler.self, SquaredError.self, StructuralSimilarity.self,
        ActiveUnits.self, LatentProbe.self, Recognition.self, FrechetDistance.self,
        KernelDistance.self, NeighbourCoverage.self, Memorisation.self, LogLikelihood.self,
        GaussianMixture.self, ModelSampling.self, GenerationImages.self,
    ])
    /// Of `BaselineEvaluation`.
    public static let baseline: [String: Int] = versions(of: [
        SquaredError.self, StructuralSimilarity.self, PixelEntropy.self, Recognition.self,
        FrechetDistance.self, KernelDistance.self, NeighbourCoverage.self, Memorisation.self,
        PrincipalComponents.self, GenerationImages.self,
    ])
    /// Of `SelfTestRecord`.
    public static let selfTests: [String: Int] = baseline.merging(
        versions(of: [SelfTestExpectations.self, ModelSampling.self]),
        uniquingKeysWith: { first, _ in first })

    static func versions(of metrics: [any Metric.Type]) -> [String: Int] {
        Dictionary(
            metrics.map { ($0.name, $0.definition) }, uniquingKeysWith: { first, _ in first })
    }
}
