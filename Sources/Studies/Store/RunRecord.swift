/// `run.json`: one training's task, state and where it was computed.
public struct RunRecord: Codable, Hashable, Sendable {
    /// How far a run has come.
    public enum State: String, Codable, Hashable, Sendable {
        /// Nothing done yet.
        case planned
        /// Begun; a checkpoint may exist.
        case running
        /// `model.safetensors` is written.
        case done
    }

    /// Which training of the plan.
    public var task: StudyTask
    /// How far it has come.
    public var state: State
    /// SHA-256 of the plan it belongs to.
    public var planHash: String
    /// `vae-report` version that trained it.
    public var toolVersion: String
    /// What results can depend on beside the plan: processor kind, instruction set, BLAS kernel.
    public var machine: String
    /// The epoch whose weights `model.safetensors` holds, once done.
    public var bestEpoch: Int?
    /// SHA-256 of `model.safetensors`, once done.
    public var modelHash: String?
    /// SHA-256 of `progress.jsonl`, once done; nil in records of older versions.
    public var progressHash: String?
    /// Weights of earlier epochs, once done, by rising epoch; nil in records of older versions.
    public var snapshots: [Snapshot]?

    /// Gives the record as it is.
    public init(
        task: StudyTask, state: State, planHash: String, toolVersion: String, machine: String,
        bestEpoch: Int? = nil, modelHash: String? = nil, progressHash: String? = nil,
        snapshots: [Snapshot]? = nil
    ) {
        self.task = task
        self.state = state
        self.planHash = planHash
        self.toolVersion = toolVersion
        self.machine = machine
        self.bestEpoch = bestEpoch
        self.modelHash = modelHash
        self.progressHash = progressHash
        self.snapshots = snapshots
    }
}
