import Evaluation
import Studies

/// What a study found of one kind of samples, over seeds.
struct SampleSummary {
    /// Where samples come from.
    enum Source: String {
        case prior
        case mixture
        /// Probabilistic PCA with as many components as a model has latent dimensions.
        case linear = "PPCA"
        /// Real images in place of samples.
        case real
    }

    let source: Source
    /// Nil for real images.
    let latentSize: Int?
    let frechetDistance: Interval, kernelDistance: Interval
    /// Nil where only distances are measured.
    let quality: Quality?

    /// What is measured of models' samples and of real images alone.
    struct Quality {
        let precision: Interval, recall: Interval, density: Interval, coverage: Interval
        let confidence: Interval
        /// The share of samples in the rarest and the most frequent class, in percent.
        let classShares: ClosedRange<Double>?
        let memorisation: Interval
        /// Whether samples of any seed are flagged as copies.
        let isMemorised: Bool

        /// - Precondition: at least one.
        init(_ seeds: [SampleQuality]) {
            func interval(_ value: (SampleQuality) -> JackknifeEstimate) -> Interval {
                Interval(seeds.map(value))
            }
            precision = interval(\.precision)
            recall = interval(\.recall)
            density = interval(\.density)
            coverage = interval(\.coverage)
            confidence = Interval(seeds.map(\.confidence))
            let shares = seeds.flatMap(\.classShares).map { 100 * $0 }
            classShares = shares.min().flatMap { low in shares.max().map { low...$0 } }
            memorisation = interval(\.memorisation)
            isMemorised = seeds.contains(where: \.isMemorised)
        }
    }

    private init(_ source: Source, _ latentSize: Int?, _ seeds: [SampleQuality]) {
        self.source = source
        self.latentSize = latentSize
        frechetDistance = Interval(seeds.map(\.frechetDistance))
        kernelDistance = Interval(seeds.map(\.kernelDistance))
        quality = Quality(seeds)
    }

    private init(_ line: BaselineEvaluation.LinearSamples) {
        source = .linear
        latentSize = line.latentSize
        frechetDistance = Interval([line.frechetDistance])
        kernelDistance = Interval([line.kernelDistance])
        quality = nil
    }

    /// Sizes rising, each with its kinds of samples, real images last; empty where generation is not
    /// measured.
    static func all(_ results: StudyResults) -> [SampleSummary] {
        guard let lines = results.baseline.generation else { return [] }
        let studied = Set(results.runs.map(\.record.task.latentSize))
        return studied.union(lines.linear.map(\.latentSize)).sorted().flatMap { size in
            let models = results.runs(latentSize: size).compactMap(\.evaluation.generation)
            let samples =
                models.isEmpty
                ? []
                : [
                    SampleSummary(.prior, size, models.map(\.prior)),
                    SampleSummary(.mixture, size, models.map(\.mixture)),
                ]
            return samples + lines.linear.filter { $0.latentSize == size }.map(SampleSummary.init)
        } + [SampleSummary(.real, nil, [lines.floor])]
    }
}

extension Interval {
    /// One estimate a seed, all against the same test images.
    init(_ estimates: [JackknifeEstimate]) {
        self.init(
            estimates.map {
                RunEvaluation.Estimate(mean: $0.value, standardError: $0.standardError)
            })
    }
}
