public import Diagnostics

/// A training that cannot go on.
public enum TrainingError: DiagnosedError, Equatable {
    /// The loss became infinite or not a number at this step, from 1.
    case diverged(latentSize: Int, step: Int)
    /// The same of a classifier.
    case classifierDiverged(step: Int)

    /// What the user chose does not work.
    public var status: ExitStatus { .badData }

    /// Which training, and when.
    public var place: String? {
        switch self {
        case .diverged(let latentSize, let step): "latent size \(latentSize), step \(step)"
        case .classifierDiverged(let step): "the judge, step \(step)"
        }
    }

    /// What happened.
    public var problem: String { "the loss is no longer a finite number" }

    /// What to do.
    public var remedy: String? {
        switch self {
        case .diverged: "lower --learning-rate, or raise --batch-size"
        case .classifierDiverged: "look at the images and labels; its rate is fixed"
        }
    }
}
