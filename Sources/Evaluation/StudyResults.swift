public import Studies
public import Training

/// A study's records, read back: all that figures and the report are made from, but images.
public struct StudyResults: Sendable {
    /// One training with its evaluation.
    public struct Run: Sendable {
        /// `run.json`
        public let record: RunRecord
        /// `progress.jsonl`, one entry an epoch.
        public let epochs: [EpochRecord]
        /// `evaluation.json`
        public let evaluation: RunEvaluation

        /// Puts the parts together.
        public init(record: RunRecord, epochs: [EpochRecord], evaluation: RunEvaluation) {
            self.record = record
            self.epochs = epochs
            self.evaluation = evaluation
        }
    }

    /// The plan.
    public let plan: StudyPlan
    /// Its SHA-256.
    public let planHash: String
    /// Name, title, data.
    public let description: StudyDescription
    /// In the order of the plan's tasks.
    public let runs: [Run]
    /// PCA, the entropy floor, and the lines of generation.
    public let baseline: BaselineEvaluation
    /// The judge; nil where generation is not measured.
    public let judge: JudgeRecord?
    /// How the metrics of generation behave on samples whose quality is known; nil without a judge.
    public let selfTests: SelfTestRecord?

    /// Puts the parts together.
    public init(
        plan: StudyPlan, planHash: String, description: StudyDescription, runs: [Run],
        baseline: BaselineEvaluation, judge: JudgeRecord? = nil, selfTests: SelfTestRecord? = nil
    ) {
        self.plan = plan
        self.planHash = planHash
        self.description = description
        self.runs = runs
        self.baseline = baseline
        self.judge = judge
        self.selfTests = selfTests
    }

    /// Latent sizes that have runs, rising.
    public var latentSizes: [Int] { Set(runs.map(\.record.task.latentSize)).sorted() }

    /// Whether there is a PCA line to compare with; images may be too large for one.
    public var hasPCA: Bool { !baseline.pca.isEmpty }

    /// The runs of one latent size, by seed in the plan's order.
    public func runs(latentSize: Int) -> [Run] {
        runs.filter { $0.record.task.latentSize == latentSize }
    }
}
