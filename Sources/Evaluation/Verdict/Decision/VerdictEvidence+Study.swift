import Studies

extension VerdictEvidence {
    /// Share of real images' coverage of real images that samples must reach.
    public static let coverageShare = 0.8
    /// How much lower the judge's accuracy on reconstructions may be than on the originals.
    public static let recognitionAllowance = 0.02

    /// What a study's records say of its sizes; nil where generation was not measured, or where there
    /// is no PCA to set the margin's scale.
    ///
    /// Scores and gates of samples are those of `sampler`.
    init?(_ results: StudyResults, endpoint: Endpoint, sampler: Sampler = .prior) {
        guard let lines = results.baseline.generation, let judge = results.judge,
            let scale = Self.scale(lines, endpoint)
        else { return nil }
        var sizes: [Size] = []
        for latentSize in results.latentSizes {
            let baselines = Baselines(latentSize, results.baseline, lines, judge)
            let models = results.runs(latentSize: latentSize).compactMap { run in
                run.evaluation.generation.map { generation in
                    let quality = sampler.quality(generation)
                    return Model(
                        seed: run.record.task.seed, score: Measure(endpoint.estimate(quality)),
                        slack: baselines.slack(of: run.evaluation, quality, endpoint))
                }
            }
            sizes.append(Size(latentSize: latentSize, models: models))
        }
        self.init(sizes: sizes, scale: scale, endpoint: endpoint)
        if defect != nil { return nil }
    }

    /// How much further the linear model's samples are from test images than real images are.
    private static func scale(
        _ lines: BaselineEvaluation.Generation, _ endpoint: Endpoint
    ) -> Double? {
        let size = BaselineEvaluation.Generation.marginSize
        return lines.linear.first { $0.latentSize == size }.map {
            endpoint.estimate($0).value - endpoint.estimate(lines.floor).value
        }
    }
}

/// What the models of one size are held against.
private struct Baselines {
    let pca: BaselineEvaluation.PCA?
    let linear: BaselineEvaluation.LinearSamples?
    let floor: SampleQuality
    let judge: JudgeRecord

    init(
        _ latentSize: Int, _ baseline: BaselineEvaluation, _ lines: BaselineEvaluation.Generation,
        _ judge: JudgeRecord
    ) {
        pca = baseline.pca.first { $0.latentSize == latentSize }
        linear = lines.linear.first { $0.latentSize == latentSize }
        floor = lines.floor
        self.judge = judge
    }

    func slack(
        of evaluation: RunEvaluation, _ quality: SampleQuality, _ endpoint: Endpoint
    ) -> [VerdictEvidence.Gate: VerdictEvidence.Measure] {
        var slack: [VerdictEvidence.Gate: VerdictEvidence.Measure] = [
            .coverage: VerdictEvidence.Measure(quality.coverage)
                - VerdictEvidence.Measure(floor.coverage) * VerdictEvidence.coverageShare
        ]
        if let own = evaluation.mseGroups, let other = pca?.mseGroups {
            slack[.squaredError] =
                VerdictEvidence.Measure(meanOf: other) - VerdictEvidence.Measure(meanOf: own)
        }
        if let linear {
            slack[.sampleDistance] =
                VerdictEvidence.Measure(endpoint.estimate(linear))
                - VerdictEvidence.Measure(endpoint.estimate(quality))
        }
        if let own = evaluation.recognised?.groups {
            var difference =
                VerdictEvidence.Measure(meanOf: own)
                - VerdictEvidence.Measure(meanOf: judge.accuracyGroups)
            difference.value += VerdictEvidence.recognitionAllowance
            slack[.recognition] = difference
        }
        return slack
    }
}

extension VerdictEvidence.Measure {
    fileprivate init(_ estimate: JackknifeEstimate) {
        self.init(value: estimate.value, replicates: estimate.replicates)
    }

    /// The mean over all groups, and over all but one.
    fileprivate init(meanOf groups: GroupedSums) {
        let sum = groups.sums.reduce(0, +)
        let count = groups.counts.reduce(0.0) { $0 + Double($1) }
        self.init(
            value: sum / count,
            replicates: zip(groups.sums, groups.counts).map { (sum - $0) / (count - Double($1)) })
    }

    fileprivate static func - (a: Self, b: Self) -> Self {
        Self(value: a.value - b.value, replicates: zip(a.replicates, b.replicates).map(-))
    }

    fileprivate static func * (a: Self, factor: Double) -> Self {
        Self(value: a.value * factor, replicates: a.replicates.map { $0 * factor })
    }
}
