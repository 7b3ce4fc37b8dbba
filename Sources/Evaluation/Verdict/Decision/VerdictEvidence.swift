/// All that a verdict is computed from: every model's score and gates, with the values they take
/// when one group of test images is left out.
public struct VerdictEvidence: Sendable, Hashable {
    /// A statistic with its leave-one-group-out values, as a delete-a-group jackknife takes them.
    public struct Measure: Sendable, Hashable {
        /// The statistic on all images; for a score, without its small-sample bias.
        public var value: Double
        /// The plain statistic without group 0, 1, …: one value a group, of which only the
        /// covariance is used. Group g is the same test images for every model and statistic.
        public var replicates: [Double]

        /// From its parts.
        public init(value: Double, replicates: [Double]) {
            self.value = value
            self.replicates = replicates
        }
    }

    /// What a size must pass whatever the other sizes do.
    public enum Gate: String, Codable, CaseIterable, Sendable {
        /// Slack: PCA's mean squared error with as many components, minus the model's.
        case squaredError
        /// Slack: the endpoint of probabilistic PCA's samples, minus the model's.
        case sampleDistance
        /// Slack: coverage, minus 0.8 of real images' coverage of real images.
        case coverage
        /// Slack: the judge's accuracy on reconstructions, minus its accuracy on the originals, plus
        /// the allowance.
        case recognition
    }

    /// One trained model.
    public struct Model: Sendable, Hashable {
        /// The seed it was trained with.
        public var seed: UInt64
        /// The endpoint; smaller is better.
        public var score: Measure
        /// How far each gate is passed by: above 0 passes. A gate that could not be measured is
        /// absent from every model.
        public var slack: [Gate: Measure]

        /// From its parts.
        public init(seed: UInt64, score: Measure, slack: [Gate: Measure]) {
            self.seed = seed
            self.score = score
            self.slack = slack
        }
    }

    /// The models of one latent size.
    public struct Size: Sendable, Hashable {
        /// Dimensions of the latent space.
        public var latentSize: Int
        /// One model a seed.
        public var models: [Model]

        /// From its parts.
        public init(latentSize: Int, models: [Model]) {
            self.latentSize = latentSize
            self.models = models
        }
    }

    /// Rising.
    public var sizes: [Size]
    /// What a margin is a share of, in units of the score: the Fréchet distance of probabilistic
    /// PCA's samples at 32 dimensions minus the noise floor. At 0 or below, the margin is 0.
    public var scale: Double
    /// What the scores are.
    public var endpoint: Endpoint

    /// From its parts; see `defect`.
    public init(sizes: [Size], scale: Double, endpoint: Endpoint = .frechetDistance) {
        self.sizes = sizes
        self.scale = scale
        self.endpoint = endpoint
    }
}

extension VerdictEvidence {
    /// The gates that were measured, in a fixed order.
    var gates: [Gate] {
        Gate.allCases.filter { sizes.first?.models.first?.slack[$0] != nil }
    }

    /// What keeps a verdict from being computed, in a few words; nil where nothing does.
    public var defect: String? {
        let models = sizes.flatMap(\.models)
        guard let first = models.first, sizes.allSatisfy({ !$0.models.isEmpty }) else {
            return "every size needs a model"
        }
        guard zip(sizes, sizes.dropFirst()).allSatisfy({ $0.latentSize < $1.latentSize }) else {
            return "sizes must rise"
        }
        guard sizes.allSatisfy({ Set($0.models.map(\.seed)).count == $0.models.count }) else {
            return "a size has two models of one seed"
        }
        guard models.allSatisfy({ $0.slack.keys == first.slack.keys }) else {
            return "a gate is missing from some models only"
        }
        let groups = first.score.replicates.count
        let measures = models.flatMap { [$0.score] + $0.slack.values }
        guard groups >= 2, measures.allSatisfy({ $0.replicates.count == groups }) else {
            return "every measure needs the same two or more groups"
        }
        guard scale.isFinite,
            measures.allSatisfy({ $0.value.isFinite && $0.replicates.allSatisfy(\.isFinite) })
        else { return "a number is not finite" }
        return nil
    }
}
