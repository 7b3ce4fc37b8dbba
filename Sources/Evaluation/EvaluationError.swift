public import Diagnostics
import Studies

/// Why a study cannot be measured, or its measurements not be used.
public enum EvaluationError: DiagnosedError {
    /// The images given are not as many as the study was planned with, or of another size.
    case otherImages(study: String)
    /// A training of the plan is not done.
    case notTrained(study: String, task: String)
    /// A record is missing.
    case notEvaluated(study: String, record: String)
    /// A record is of other weights or data, or of an older definition.
    case outdated(study: String, record: String)
    /// A file that was written beside a record is not what it was.
    case damaged(file: String)
    /// Asked to stop; what was measured is saved.
    case stopped

    /// See `DiagnosedError.status`.
    public var status: ExitStatus {
        switch self {
        case .otherImages, .damaged: .badData
        case .stopped: .interrupted
        case .notTrained, .notEvaluated, .outdated: .missingInput
        }
    }

    /// The study's name, and the file below its folder where there is one.
    public var place: String? {
        switch self {
        case .otherImages(let study): study
        case .stopped: nil
        case .damaged(let file): file
        case .notTrained(let study, let task): "\(study)/\(task)"
        case .notEvaluated(let study, let record), .outdated(let study, let record):
            "\(study)/\(record)"
        }
    }

    /// See `DiagnosedError.problem`.
    public var problem: String {
        switch self {
        case .otherImages: "the images are not those that the study was planned with"
        case .stopped: "stopped"
        case .damaged: "not what was written"
        case .notTrained: "this training is not done"
        case .notEvaluated: "this part of the study has not been measured"
        case .outdated:
            "these measurements are of other weights or data, or of another version of this program"
        }
    }

    /// See `DiagnosedError.remedy`.
    public var remedy: String? {
        switch self {
        case .otherImages: "give the same data set"
        case .damaged: "remove it and measure again: vae-report evaluate"
        case .stopped: "the same command measures what is left"
        case .notTrained(let study, _): "train it: vae-report train \(study)"
        case .notEvaluated(let study, _), .outdated(let study, _):
            "measure it: vae-report evaluate \(study)"
        }
    }
}
