public import Studies

/// What is measured, in this order.
public enum EvaluationSubject: Hashable, Sendable {
    /// The classifier that generation is measured with: trained, and measured itself.
    case judge
    /// PCA, the pixel-entropy floor, and the lines between which generation lies.
    case baseline
    /// One trained model.
    case run(StudyTask)
    /// The metrics themselves, on samples whose quality is known.
    case selfTests
}

/// What an evaluation tells while it works, in no order between subjects.
public enum EvaluationEvent: Sendable {
    /// Before anything else: what is measured now, and what was measured before and is unchanged.
    case planned(pending: [EvaluationSubject], unchanged: [EvaluationSubject])
    /// Steps of one subject that are done, and in all.
    case progress(EvaluationSubject, done: Int, total: Int)
    /// The subject's record is written.
    case finished(EvaluationSubject)
}
