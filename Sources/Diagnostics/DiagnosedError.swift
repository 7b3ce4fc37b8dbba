/// An error that a person can act on: where it happened, what is wrong, how to mend it.
///
/// Every library has one error type of its own that conforms, so that a command can print any of
/// them in one style and leave with the right status.
public protocol DiagnosedError: Error, CustomStringConvertible {
    /// The exit status a command ends with when it meets this error.
    var status: ExitStatus { get }
    /// The file, line, option or call concerned, as the user would write it.
    var place: String? { get }
    /// What is wrong, one sentence without a full stop.
    var problem: String { get }
    /// What to do about it, one sentence without a full stop.
    var remedy: String? { get }
}

extension DiagnosedError {
    /// `place: problem (remedy)`, on one line.
    public var description: String {
        let head = place.map { "\($0): \(problem)" } ?? problem
        return remedy.map { "\(head) — \($0)" } ?? head
    }
}
