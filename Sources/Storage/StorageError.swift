public import Diagnostics
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What went wrong with a file, a folder or a record, and how to mend it.
public struct StorageError: DiagnosedError, Hashable {
    /// See `DiagnosedError.status`.
    public let status: ExitStatus
    /// The path, with line or offset where there is one.
    public let place: String?
    /// See `DiagnosedError.problem`.
    public let problem: String
    /// See `DiagnosedError.remedy`.
    public let remedy: String?
    /// The `errno` of the call that failed.
    let code: Int32?

    /// Whether something was where a new file was to be.
    public var isTaken: Bool { code == EEXIST }

    /// Gives the error as it is.
    public init(status: ExitStatus, place: String?, problem: String, remedy: String?) {
        self.status = status
        self.place = place
        self.problem = problem
        self.remedy = remedy
        code = nil
    }

    private init(
        status: ExitStatus, place: String, problem: String, remedy: String, code: Int32
    ) {
        self.status = status
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.code = code
    }

    /// The content of a file is not what it should be.
    public static func malformed(
        _ place: String, _ problem: String,
        remedy: String? = "the file is damaged or of another kind: restore it or delete it"
    ) -> StorageError {
        StorageError(status: .badData, place: place, problem: problem, remedy: remedy)
    }

    /// A system call that failed: its name, the path and the `errno` it left.
    static func failed(_ call: String, _ url: URL, code: Int32, writing: Bool) -> StorageError {
        StorageError(
            status: writing ? writeStatus(code) : readStatus(code), place: url.relativePath,
            problem: "\(call) failed: \(String(cString: strerror(code)))",
            remedy: remedy(code, writing: writing), code: code)
    }

    /// What a person can mend (space, permissions, names) is 73; a fault of the medium is 74.
    private static func writeStatus(_ code: Int32) -> ExitStatus {
        switch code {
        case ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM, ENOENT, ENOTDIR, EISDIR, EEXIST,
            ENOTEMPTY, ELOOP, ENAMETOOLONG, EMFILE, ENFILE, EXDEV:
            .cannotCreate
        default: .inputOutput
        }
    }

    private static func readStatus(_ code: Int32) -> ExitStatus {
        switch code {
        case ENOENT, ENOTDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG, ENXIO, EMFILE, ENFILE:
            .missingInput
        default: .inputOutput
        }
    }

    private static func remedy(_ code: Int32, writing: Bool) -> String {
        switch code {
        case ENOSPC, EDQUOT: "free some space there, or choose another folder"
        case EFBIG: "raise the limit on file sizes (ulimit -f)"
        case EROFS: "choose a folder that can be written"
        case EACCES, EPERM: "check the permissions of the file and its folders"
        case ENOENT: writing ? "the folder vanished: start again" : "check the path"
        case ENOTDIR: "a file stands where a folder should be: check the path"
        case EISDIR: "a folder stands where a file should be: check the path"
        case EEXIST: "give another name; what is there stays as it is"
        case ELOOP: "a symbolic link stands where a file or folder should be: remove it"
        case ENAMETOOLONG: "choose a shorter name"
        case EMFILE, ENFILE: "raise the limit on open files (ulimit -n)"
        default:
            writing
                ? "check the disk; what was there before is unchanged"
                : "check the disk and try again"
        }
    }
}
