/// The number by which latent sizes are compared; smaller is better.
public enum Endpoint: String, Codable, Hashable, Sendable, CaseIterable {
    /// `SampleQuality.frechetDistance` of samples from the prior: what decides.
    case frechetDistance = "frechet-distance"
    /// `SampleQuality.kernelDistance` of samples from the prior: a second opinion.
    case kernelDistance = "kernel-distance"

    /// The one that is not this.
    public var other: Endpoint { self == .frechetDistance ? .kernelDistance : .frechetDistance }

    /// For the middle of a sentence.
    public var name: String {
        switch self {
        case .frechetDistance: "Fréchet distance"
        case .kernelDistance: "kernel distance"
        }
    }

    func estimate(_ quality: SampleQuality) -> JackknifeEstimate {
        switch self {
        case .frechetDistance: quality.frechetDistance
        case .kernelDistance: quality.kernelDistance
        }
    }

    func estimate(_ samples: BaselineEvaluation.LinearSamples) -> JackknifeEstimate {
        switch self {
        case .frechetDistance: samples.frechetDistance
        case .kernelDistance: samples.kernelDistance
        }
    }
}
