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
    /// `verify` recomputed something else than a report says.
    case reportDiffers(String, count: Int)
    /// `verify` was given something else than the study's report.
    case otherPage(String, problem: String, remedy: String)

    var status: ExitStatus {
        switch self {
        case .stopped(let status): status
        case .streamNotWritten: .inputOutput
        case .option: .usage
        case .checksFailed(_, let status): status
        case .reportDiffers, .otherPage: .badData
        }
    }

    var place: String? {
        switch self {
        case .stopped, .checksFailed: nil
        case .streamNotWritten(let stream, _):
            stream == .output ? "standard output" : "standard error"
        case .option(let name, _, _): name
        case .reportDiffers(let page, _), .otherPage(let page, _, _): page
        }
    }

    var problem: String {
        switch self {
        case .stopped: "stopped; what was done is kept"
        case .streamNotWritten(_, let code): "cannot be written: \(String(cString: strerror(code)))"
        case .option(_, let problem, _), .otherPage(_, let problem, _): problem
        case .checksFailed(let count, _): "\(counted(count, "check")) failed"
        case .reportDiffers(_, let count):
            "\(counted(count, "place")) not as recomputed from the study's models"
        }
    }

    var remedy: String? {
        switch self {
        case .stopped: "the same command goes on from there"
        case .streamNotWritten: "give it a place that can be written"
        case .option(_, _, let remedy), .otherPage(_, _, let remedy): remedy
        case .reportDiffers: "write it anew with vae-report render, or find out who changed it"
        case .checksFailed: "do what stands beside them, then try again"
        }
    }
}
