import Foundation
import Storage

/// Keeps other writers out of a study, or out of some of its runs, as long as it lives.
public final class StudyLock: Sendable {
    private let locks: [FileLock]

    fileprivate init(_ locks: [FileLock]) {
        self.locks = locks
    }

    /// What the lock file says of this process.
    static var command: String {
        let words = ProcessInfo.processInfo.arguments
        let program = words.first.map { URL(filePath: $0).lastPathComponent } ?? "vae-report"
        return ([program] + words.dropFirst()).joined(separator: " ")
    }
}

extension Study {
    /// Takes the whole study, or, where `tasks` are some of its tasks, only those: then others can
    /// train other tasks at the same time. Throws `StorageError`, of status `busy` with the
    /// holder's name where another process works on it.
    public func lock(tasks: [StudyTask]? = nil) throws -> StudyLock {
        try Folder.requireReal(folder)
        let command = StudyLock.command
        let isWhole = tasks.map { Set($0) == Set(plan.tasks) } ?? true
        var locks = [
            try FileLock(
                Self.lockFile(in: folder), mode: isWhole ? .exclusive : .shared, command: command)
        ]
        for task in isWhole ? [] : tasks ?? [] {
            try RunFolder(study: self, task: task).requireReal()
            locks.append(
                try FileLock(
                    Self.lockFile(in: url(of: task)), mode: .exclusive, command: command))
        }
        return StudyLock(locks)
    }
}
