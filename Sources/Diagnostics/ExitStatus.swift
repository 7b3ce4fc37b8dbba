/// What the process tells its caller, after the `sysexits.h` of BSD.
public enum ExitStatus: Int32, Sendable {
    /// Everything asked for was done.
    case done = 0
    /// Wrong arguments or an impossible combination of them.
    case usage = 64
    /// A file was read and its content is not what it should be.
    case badData = 65
    /// A file or folder that is needed does not exist or cannot be opened.
    case missingInput = 66
    /// A needed service (the network, a font) is not reachable.
    case unavailable = 69
    /// A defect of this program.
    case defect = 70
    /// An output file or folder cannot be made.
    case cannotCreate = 73
    /// Reading or writing failed half way.
    case inputOutput = 74
    /// Another process works on the same thing: try later.
    case busy = 75
    /// Stopped by SIGINT after a checkpoint.
    case interrupted = 130
    /// Stopped by SIGTERM after a checkpoint.
    case terminated = 143
}
