public import Diagnostics
import Studies

/// Why a study cannot be measured, or its measurements not be used.
public enum EvaluationError: DiagnosedError {
    /// The data given are not those that the study was planned for.
    case otherData(study: String)
    /// The data have no test images, or the study no training images.
    case noImages(study: String)
    /// A training of the plan is not done.
    case notTrained(study: String, task: String)
    /// A record is missing.
    case notEvaluated(study: String, record: String)
    /// A record is of other weights or data, or of an older definition.
    case outdated(study: String, record: String)

    /// See `DiagnosedError.status`.
    public var status: ExitStatus {
        switch self {
        case .otherData, .noImages: .badData
        case .notTrained, .notEvaluated, .outdated: .missingInput
        }
    }

    /// The study's name, and the file below its folder where there is one.
    public var place: String? {
        switch self {
        case .otherData(let study), .noImages(let study): study
        case .notTrained(let study, let task): "\(study)/\(task)"
        case .notEvaluated(let study, let record), .outdated(let study, let record):
            "\(study)/\(record)"
        }
    }

    /// See `DiagnosedError.problem`.
    public var problem: String {
        switch self {
        case .otherData: "the data set is not the one this study was trained on"
        case .noImages: "there are no images to measure on"
        case .notTrained: "this training is not done"
        case .notEvaluated: "this part of the study has not been measured"
        case .outdated:
            "these measurements are of other weights or data, or of another version of this program"
        }
    }

    /// See `DiagnosedError.remedy`.
    public var remedy: String? {
        switch self {
        case .otherData: "give the same data set, or build a study of another name"
        case .noImages: "take a data set with training and test images"
        case .notTrained(let study, _): "run vae-report train --study \(study)"
        case .notEvaluated(let study, _), .outdated(let study, _):
            "run vae-report evaluate --study \(study)"
        }
    }
}
