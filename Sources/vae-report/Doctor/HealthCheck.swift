/// One thing that `doctor` looks at.
struct HealthCheck: Codable, Sendable {
    /// How it stands.
    enum State: String, Codable, Sendable {
        /// As it should be.
        case ok
        /// Work is possible, with something less.
        case warn
        /// Work is not possible.
        case fail
    }

    /// A word or two.
    let subject: String
    let state: State
    /// What was found.
    let finding: String
    /// What to do, where it is not well.
    let remedy: String?

    static func ok(_ subject: String, _ finding: String) -> HealthCheck {
        HealthCheck(subject: subject, state: .ok, finding: finding, remedy: nil)
    }

    static func warn(_ subject: String, _ finding: String, remedy: String) -> HealthCheck {
        HealthCheck(subject: subject, state: .warn, finding: finding, remedy: remedy)
    }

    static func fail(_ subject: String, _ finding: String, remedy: String) -> HealthCheck {
        HealthCheck(subject: subject, state: .fail, finding: finding, remedy: remedy)
    }

    /// `ok    processor  …`, and the remedy below, where there is one.
    func lines(subjectWidth: Int, terminal: Terminal) -> [String] {
        let style: Terminal.Style =
            switch state {
            case .ok: .good
            case .warn: .warning
            case .fail: .bad
            }
        let head = terminal.styled(state.rawValue.rightPadded(to: 4), style)
        let indent = String(repeating: " ", count: 8 + subjectWidth)
        return ["\(head)  \(subject.rightPadded(to: subjectWidth))  \(finding)"]
            + (remedy.map { ["\(indent)\($0)"] } ?? [])
    }
}
