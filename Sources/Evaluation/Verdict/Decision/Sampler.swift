/// Where the latents of generated images come from.
public enum Sampler: String, Codable, Hashable, Sendable, CaseIterable {
    /// N(0, I): what decides.
    case prior
    /// A mixture fitted to posterior means: what a decoder can do where the prior does not fit.
    case mixture

    /// The one that is not this.
    public var other: Sampler { self == .prior ? .mixture : .prior }

    func quality(_ generation: RunEvaluation.Generation) -> SampleQuality {
        switch self {
        case .prior: generation.prior
        case .mixture: generation.mixture
        }
    }
}
