import Models
import Training

/// All that a run needs to go on: `checkpoint-<epoch>.safetensors`, within an epoch
/// `checkpoint-<epoch>-<step>.safetensors`.
struct Checkpoint: Hashable, Sendable {
    /// Which training it is of.
    var planHash: String
    /// See `planHash`.
    var task: StudyTask
    /// Where the training stood.
    var state: TrainingState
    /// What `progress.jsonl` held then: the lines of all whole epochs.
    var log: RunLog.Mark
    /// Weights of earlier epochs that were kept until then, by rising epoch.
    var snapshots: [Snapshot] = []

    /// Where in a training it was made, which is its name.
    struct Place: Hashable, Comparable, Sendable {
        /// Whole epochs done.
        var epoch: Int
        /// Steps done of the epoch after them.
        var step = 0

        static func < (one: Place, other: Place) -> Bool {
            (one.epoch, one.step) < (other.epoch, other.step)
        }

        /// `checkpoint-000012.safetensors`, `checkpoint-000012-000340.safetensors`
        var name: String {
            let parts = step == 0 ? [epoch] : [epoch, step]
            return Checkpoint.prefix + parts.map(digits).joined(separator: "-")
                + Checkpoint.suffix
        }

        /// The place in a checkpoint's file name, nil for other files.
        init?(name: String) {
            guard name.hasPrefix(Checkpoint.prefix), name.hasSuffix(Checkpoint.suffix) else {
                return nil
            }
            let parts = name.dropFirst(Checkpoint.prefix.count).dropLast(Checkpoint.suffix.count)
                .split(separator: "-")
            let numbers = parts.compactMap { Int($0) }
            guard (1...2).contains(numbers.count) else { return nil }
            self.init(epoch: numbers[0], step: numbers.count == 2 ? numbers[1] : 0)
            guard self.name == name else { return nil }
        }

        init(epoch: Int, step: Int = 0) {
            (self.epoch, self.step) = (epoch, step)
        }

        private func digits(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
    }

    /// Where it was made, in a training of `stepsPerEpoch` steps an epoch.
    ///
    /// - Precondition: there is no `misfit`.
    func place(stepsPerEpoch: Int) -> Place {
        Place(epoch: state.epoch, step: state.step - state.epoch * stepsPerEpoch)
    }

    /// Bytes of the four arrays; a header of some hundred comes to it.
    static func fileSize(parameterCount: Int) -> Int {
        4 * parameterCount * MemoryLayout<Float>.size
    }

    private static let prefix = "checkpoint-", suffix = ".safetensors"

    /// Why these arrays and counters cannot be of a model with `parameterCount` weights trained
    /// `stepsPerEpoch` steps an epoch for `epochs` epochs; nil where they can.
    func misfit(parameterCount: Int, stepsPerEpoch: Int, epochs: Int) -> String? {
        // Before the first epoch's end nothing is the best.
        let bestCount = state.epoch == 0 ? 0 : parameterCount
        guard
            [state.parameters, state.firstMoments, state.secondMoments].allSatisfy({
                $0.count == parameterCount
            }), state.bestParameters.count == bestCount
        else { return "the arrays are not as long as the model's" }
        guard (0...epochs).contains(state.epoch), !state.bestScore.isNaN,
            (min(1, state.epoch)...state.epoch).contains(state.bestEpoch)
        else { return "the counters cannot be" }
        let (step, isLost) = state.step.subtractingReportingOverflow(state.epoch * stepsPerEpoch)
        // Saved after an epoch's last step and before its validation, all its steps are done.
        let isWithin = state.epoch < epochs && (1...stepsPerEpoch).contains(step)
        guard !isLost, isWithin || (step == 0 && state.epoch > 0) else {
            return "the counters cannot be"
        }
        guard isWithin == (state.running != nil),
            state.running.map({ $0.klPerDimension.count == task.latentSize && $0.count > 0 })
                ?? true
        else { return "the running losses cannot be" }
        return nil
    }
}
