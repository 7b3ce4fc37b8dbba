/// Other ways to name a size, which decide nothing, beside the verdict.
public struct SecondOpinions: Sendable, Hashable, Encodable {
    /// What they need of one latent size, means over seeds.
    public struct Size: Sendable, Hashable {
        /// Dimensions of the latent space.
        public var latentSize: Int
        /// Units with a posterior mean whose variance is above 0.01.
        public var activeUnits: Double
        /// KL divergence, the rate: nats per image.
        public var divergence: Double
        /// Reconstruction, the distortion: nats per image.
        public var reconstruction: Double

        /// From its parts.
        public init(
            latentSize: Int, activeUnits: Double, divergence: Double, reconstruction: Double
        ) {
            self.latentSize = latentSize
            self.activeUnits = activeUnits
            self.divergence = divergence
            self.reconstruction = reconstruction
        }
    }

    /// The ways, in the order they are told.
    public enum Opinion: String, Sendable, Hashable, CaseIterable, Encodable {
        /// The same decision on another endpoint.
        case otherEndpoint
        /// The same decision on samples from elsewhere.
        case otherSampler
        /// The one-standard-error rule.
        case oneStandardError
        /// Kneedle's elbow.
        case elbow
        /// Saturation of active units.
        case saturation
        /// The front's member with the lowest sum of rate and distortion.
        case lowestNegativeELBO
    }

    /// The same decision on another endpoint, if one was measured.
    public let otherEndpoint: Verdict.Outcome?
    /// The same decision on samples of the mixture where the prior's decide, and the other way round.
    public let otherSampler: Verdict.Outcome?
    /// The smallest size whose score is at most the lowest plus the lowest's standard error.
    public let oneStandardError: Int
    /// The score's elbow over latent sizes (Kneedle), if there is one.
    public let elbow: Int?
    /// Where more units stay unused.
    public let saturation: Int?
    /// Sizes that no other beats in both rate and distortion.
    public let front: RateDistortionFront
    /// The opinions that name the same size as the verdict; none where it names no size.
    public let agreement: [Opinion]

    /// Beside a verdict, from the same models' other measurements.
    public init(
        _ verdict: Verdict, sizes: [Size], otherEndpoint: Verdict.Outcome? = nil,
        otherSampler: Verdict.Outcome? = nil
    ) {
        let rows = verdict.rows
        self.otherEndpoint = otherEndpoint
        self.otherSampler = otherSampler
        oneStandardError = Self.oneStandardError(rows)
        elbow = ElbowPoint.index(x: rows.map { Double($0.latentSize) }, y: rows.map(\.score))
            .map { rows[$0].latentSize }
        saturation = Self.saturation(sizes)
        front = RateDistortionFront(sizes)
        let named: [Opinion: Int?] = [
            .otherEndpoint: otherEndpoint?.latentSize, .otherSampler: otherSampler?.latentSize,
            .oneStandardError: oneStandardError,
            .elbow: elbow, .saturation: saturation, .lowestNegativeELBO: front.lowestSum,
        ]
        let size = verdict.outcome.latentSize
        agreement = size == nil ? [] : Opinion.allCases.filter { named[$0] == size }
    }

    /// What an opinion that is a whole decision comes to; nil for the others, and where it was not made.
    public func outcome(of opinion: Opinion) -> Verdict.Outcome? {
        switch opinion {
        case .otherEndpoint: otherEndpoint
        case .otherSampler: otherSampler
        case .oneStandardError, .elbow, .saturation, .lowestNegativeELBO: nil
        }
    }

    /// The rule of Breiman et al. (1984, section 3.4.3), on a verdict's rows.
    static func oneStandardError(_ rows: [Verdict.Row]) -> Int {
        let best = rows.min { $0.score < $1.score }
        let limit = best.map { $0.score + $0.standardError } ?? .infinity
        return rows.first { $0.score <= limit }?.latentSize ?? 0
    }

    /// Active units within this share of the most that any size has are as many.
    public static let saturationTolerance = 0.05

    /// The smallest size with as many active units as any, within the tolerance; nil where hardly
    /// any unit of any size is unused, so that nothing is known of where they saturate.
    static func saturation(_ sizes: [Size]) -> Int? {
        let kept = 1 - saturationTolerance
        guard let most = sizes.map(\.activeUnits).max(),
            sizes.contains(where: { $0.activeUnits < kept * Double($0.latentSize) })
        else { return nil }
        return sizes.filter { $0.activeUnits >= kept * most }.map(\.latentSize).min()
    }
}
