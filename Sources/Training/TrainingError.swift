public import Diagnostics

/// A training that cannot go on.
public enum TrainingError: DiagnosedError, Equatable {
    /// The loss became infinite or not a number at this step, from 1.
    case diverged(latentSize: Int, step: Int)

    /// What the user chose does not work.
    public var status: ExitStatus { .badData }

    /// Which training, and when.
    public var place: String? {
        switch self {
        case .diverged(let latentSize, let step): "latent size \(latentSize), step \(step)"
        }
    }

    /// What happened.
    public var problem: String { "the loss is no longer a finite number" }

    /// What to do.
    public var remedy: String? { "lower --learning-rate, or raise --batch-size" }
}
