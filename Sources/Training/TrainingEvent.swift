/// What a trainer tells while it works.
public enum TrainingEvent {
    /// After each optimizer step.
    case step(StepProgress)
    /// Within an epoch, after a step that was answered with `.save`: the state from which the
    /// training can go on.
    case saved(TrainingState)
    /// After each epoch, with the state from which the training can go on.
    case epoch(EpochRecord, TrainingState)
}

/// How far a training has come.
public struct StepProgress: Sendable {
    /// The epoch at work, from 1.
    public let epoch: Int
    /// Optimizer steps done since the training began, and in all.
    public let step: Int, totalSteps: Int
    /// Training images seen since the training began.
    public let imagesSeen: Int
    /// Running mean of the negative ELBO over the epoch so far, nats per image.
    public let negativeELBO: Double
}

/// What the listener answers.
public enum TrainingReply: Sendable {
    /// Go on.
    case proceed
    /// Hand the state over as it is after this step, then go on.
    case save
    /// End the training here; `Trainer.state` is where it can go on from.
    case stop
}
