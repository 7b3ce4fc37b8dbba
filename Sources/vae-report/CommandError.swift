import Diagnostics
import Foundation

/// What goes wrong in the commands themselves.
enum CommandError: DiagnosedError {
    /// SIGINT or SIGTERM came and the work stopped after its last checkpoint.
    case stopped(ExitStatus)
    /// Standard output cannot be written.
    case streamNotWritten(StandardStream, code: Int32)
    /// Options that do not fit together, or a value out of its range.
    case option(String, problem: String, remedy: String)
    /// `doctor` or `data verify` found something that has to be mended first.
    case checksFailed(Int, status: ExitStatus)

    var status: ExitStatus {
        switch self {
        case .stopped(let status): status
        case .streamNotWritten: .inputOutput
        case .option: .usage
        case .checksFailed(_, let status): status
        }
    }

    var place: String? {
        switch self {
        case .stopped, .checksFailed: nil
        case .streamNotWritten(let stream, _):
            stream == .output ? "standard output" : "standard error"
        case .option(let name, _, _): name
        }
    }

    var problem: String {
        switch self {
        case .stopped: "stopped; what was done is kept"
        case .streamNotWritten(_, let code): "cannot be written: \(String(cString: strerror(code)))"
        case .option(_, let problem, _): problem
        case .checksFailed(let count, _): "\(counted(count, "check")) failed"
        }
    }

    var remedy: String? {
        switch self {
        case .stopped: "the same command goes on from there"
        case .streamNotWritten: "give it a place that can be written"
        case .option(_, _, let remedy): remedy
        case .checksFailed: "do what stands beside them, then try again"
        }
    }
}
