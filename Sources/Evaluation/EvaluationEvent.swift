public import Studies

/// What is measured: the baselines of a study, or one of its trained models.
public enum EvaluationSubject: Hashable, Sendable {
    /// PCA and the pixel-entropy floor.
    case baseline
    /// One trained model.
    case run(StudyTask)
}

/// What an evaluation tells while it works, in no order between subjects.
public enum EvaluationEvent: Sendable {
    /// Before anything else: what is measured now, and what was measured before and is unchanged.
    case planned(pending: [EvaluationSubject], unchanged: [EvaluationSubject])
    /// Test images (or steps of the baselines) of one subject that are done, and in all.
    case progress(EvaluationSubject, done: Int, total: Int)
    /// The subject's record is written.
    case finished(EvaluationSubject)
}
