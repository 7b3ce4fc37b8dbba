public import Diagnostics

/// A numerical routine that did not do what it was asked, or cannot be had.
public enum ComputeError: DiagnosedError {
    /// LAPACK's `routine` ended with a status other than 0.
    case notConverged(routine: String, status: Int)
    /// The environment forces an instruction set that is none or that this processor lacks.
    case instructionSet(String)

    /// Wrong usage for the environment; else a defect: shapes and finiteness are checked before.
    public var status: ExitStatus {
        switch self {
        case .notConverged: .defect
        case .instructionSet: .usage
        }
    }

    /// The routine or the variable with its value.
    public var place: String? {
        switch self {
        case .notConverged(let routine, _): routine
        case .instructionSet(let name): "\(Machine.instructionSetVariable)=\(name)"
        }
    }

    /// The status it gave, or what is wrong with the value.
    public var problem: String {
        switch self {
        case .notConverged(_, let status): "ended with status \(status)"
        case .instructionSet(let name):
            Machine.allInstructionSets.contains(name)
                ? "this processor lacks that instruction set"
                : "there is no such instruction set; there are "
                    + ListText.of(Machine.allInstructionSets)
        }
    }

    /// What to do.
    public var remedy: String? {
        switch self {
        case .notConverged: "please report this with the command that led to it"
        case .instructionSet:
            "unset the variable, or give what this processor has: "
                + Machine.instructionSets.joined(separator: ", ")
        }
    }
}
