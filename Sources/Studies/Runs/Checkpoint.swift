import Training

/// All that a run needs to go on: `checkpoint-<epoch>.safetensors`.
struct Checkpoint: Hashable, Sendable {
    /// Which training it is of.
    var planHash: String
    /// See `planHash`.
    var task: StudyTask
    /// Where the training stood.
    var state: TrainingState
    /// What `progress.jsonl` held then.
    var log: RunLog.Mark
    /// Weights of earlier epochs that were kept until then, by rising epoch.
    var snapshots: [Snapshot] = []

    /// `checkpoint-000012.safetensors`
    static func name(epoch: Int) -> String {
        let digits = String(epoch)
        return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + suffix
    }

    /// The epoch in a checkpoint's file name, nil for other files.
    static func epoch(name: String) -> Int? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        let epoch = Int(name.dropFirst(prefix.count).dropLast(suffix.count))
        return epoch.flatMap { Self.name(epoch: $0) == name ? $0 : nil }
    }

    private static let prefix = "checkpoint-"
    private static let suffix = ".safetensors"

    /// Why these arrays and counters cannot be of a model with `parameterCount` weights trained
    /// `stepsPerEpoch` steps an epoch for `epochs` epochs; nil where they can.
    func misfit(parameterCount: Int, stepsPerEpoch: Int, epochs: Int) -> String? {
        let arrays = [
            state.parameters, state.firstMoments, state.secondMoments, state.bestParameters,
        ]
        guard arrays.allSatisfy({ $0.count == parameterCount }) else {
            return "the arrays are not as long as the model's"
        }
        guard (1...epochs).contains(state.epoch), (1...state.epoch).contains(state.bestEpoch),
            state.step == state.epoch * stepsPerEpoch, !state.bestScore.isNaN
        else { return "the counters cannot be" }
        return nil
    }
}
