public import Diagnostics
public import Foundation

/// A study that cannot be planned, found, continued or finished.
public struct StudyError: DiagnosedError, Hashable {
    /// What kind of trouble it is, for programs.
    public enum Code: Sendable, Hashable {
        /// A setting that cannot be: a flag, or a line of a study file.
        case invalidSetting
        /// A name that may not be used for a folder.
        case invalidName
        /// No study or run of that name.
        case missing
        /// What lies there belongs to another plan or to other data.
        case otherPlan
        /// A file of the study is damaged.
        case damaged
        /// There are checkpoints, but none is whole.
        case noValidCheckpoint
        /// Asked to stop; what was finished is saved.
        case stopped
    }

    /// What kind of trouble it is.
    public let code: Code
    /// See `DiagnosedError.status`.
    public let status: ExitStatus
    /// The option, `file:line:column`, or path.
    public let place: String?
    /// See `DiagnosedError.problem`.
    public let problem: String
    /// See `DiagnosedError.remedy`.
    public let remedy: String?

    /// Gives the error as it is.
    public init(
        _ code: Code, _ status: ExitStatus, place: String?, problem: String, remedy: String?
    ) {
        self.code = code
        self.status = status
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }

    /// The training was asked to stop; the command that ran it knows by which signal.
    static let stopped = StudyError(
        .stopped, .interrupted, place: nil, problem: "stopped",
        remedy: "the same command goes on from the last finished epoch")

    /// A value that a setting cannot have; the place is the flag until the origin is known.
    static func setting(_ key: SettingKey, _ problem: String, _ remedy: String) -> StudyError {
        StudyError(
            .invalidSetting, .usage, place: "--\(key.rawValue)", problem: problem, remedy: remedy)
    }

    /// A model's file that does not hold the weights that its record tells of.
    public static func otherWeights(
        _ file: URL,
        remedy: String =
            "restore the file, or train again: the checkpoints beside it are still there"
    ) -> StudyError {
        .damaged(file.relativePath, "not the weights that were written", remedy)
    }

    /// A file of a study whose content cannot be.
    static func damaged(_ place: String, _ problem: String, _ remedy: String) -> StudyError {
        StudyError(.damaged, .badData, place: place, problem: problem, remedy: remedy)
    }
}
