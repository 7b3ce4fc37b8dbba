import Diagnostics
public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A lock between processes, held as long as this object lives; the kernel frees that of a dead
/// process.
public final class FileLock: Sendable {
    /// Who else may hold it at the same time.
    public enum Mode: Sendable {
        /// Nobody.
        case exclusive
        /// Others that share it.
        case shared
    }

    /// The file that carries the lock; it stays when the lock is freed.
    public let url: URL
    private let number: Int32

    /// Takes the lock at once. The file tells others who holds it: the process's number and
    /// `command`. Throws `StorageError`, of status `busy` where another has it.
    public init(_ url: URL, mode: Mode, command: String) throws {
        try Folder.make(url.deletingLastPathComponent())
        let file = try Descriptor(
            url, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_APPEND, writing: true)
        guard try file.status(url, writing: true).st_mode & S_IFMT == S_IFREG else {
            throw StorageError.failed("flock", url, code: EISDIR, writing: true)
        }
        guard try Self.take(file, mode, url) else {
            let holder = try Self.holder(url)
            throw StorageError(
                status: .busy, place: url.relativePath,
                problem: "\(holder ?? "another process") works on it",
                remedy: "wait until it has ended, or stop it, and try again")
        }
        if mode == .exclusive, ftruncate(file.number, 0) != 0 {
            throw StorageError.failed("ftruncate", url, code: errno, writing: true)
        }
        let line = command.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(400)
        try file.write(Data("\(getpid()) \(line)\n".utf8), url)
        self.url = url
        number = file.release()
    }

    deinit {
        // Closing alone would leave the lock with a child that is being started on another thread and has
        // a copy of the descriptor until it becomes another program. The file holds nothing that could be
        // lost.
        _ = flock(number, LOCK_UN)
        _ = close(number)
    }

    private static func take(
        _ file: borrowing Descriptor, _ mode: Mode, _ url: URL
    ) throws -> Bool {
        while flock(file.number, (mode == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR {
                throw StorageError.failed("flock", url, code: errno, writing: true)
            }
        }
        return true
    }

    /// The last in the file whose process lives here; sharers of a lock write below each other.
    private static func holder(_ url: URL) throws -> String? {
        let text = String(decoding: try DurableFile.read(url, limit: 16 << 20), as: UTF8.self)
        let entries = text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return (process: parts.first.flatMap { pid_t($0) }, command: parts.dropFirst().first)
        }
        let living = entries.last { entry in
            guard let process = entry.process, process > 0 else { return false }
            return kill(process, 0) == 0 || errno == EPERM
        }
        guard let entry = living ?? entries.last, let process = entry.process else { return nil }
        return "process \(process)" + (entry.command.map { " (\($0))" } ?? "")
    }
}
