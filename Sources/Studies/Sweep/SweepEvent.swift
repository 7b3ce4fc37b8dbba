public import Training

/// What a sweep tells while it works; events of different tasks come in any order.
public struct SweepEvent: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// The training began; `resumedEpoch` epochs were done before, 0 for none, and of the next
        /// so many steps.
        case started(resumedEpoch: Int, resumedStep: Int)
        /// After each optimizer step, with the training images per second of this epoch so far.
        case step(StepProgress, imagesPerSecond: Double)
        /// Within an epoch, saved.
        case saved
        /// After each epoch, saved, with its training images per second.
        case epoch(EpochRecord, imagesPerSecond: Double)
        /// The model is written.
        case finished(RunRecord)
        /// It was done before and is unchanged.
        case alreadyDone(RunRecord)
        /// Something was mended before the training went on; also in `recovery.jsonl`.
        case recovered(String)
    }

    /// Which training.
    public let task: StudyTask
    /// What happened.
    public let kind: Kind

    /// Gives the event as it is.
    public init(task: StudyTask, kind: Kind) {
        self.task = task
        self.kind = kind
    }
}
