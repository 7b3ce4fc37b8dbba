public import Diagnostics

/// A numerical routine that did not do what it was asked.
public enum ComputeError: DiagnosedError {
    /// LAPACK's `routine` ended with a status other than 0.
    case notConverged(routine: String, status: Int)

    /// A defect: shapes and finiteness are checked before.
    public var status: ExitStatus { .defect }

    /// The routine.
    public var place: String? {
        switch self {
        case .notConverged(let routine, _): routine
        }
    }

    /// The status it gave.
    public var problem: String {
        switch self {
        case .notConverged(_, let status): "ended with status \(status)"
        }
    }

    /// What to do.
    public var remedy: String? { "please report this with the command that led to it" }
}
