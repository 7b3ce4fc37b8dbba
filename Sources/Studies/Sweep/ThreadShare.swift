public import Compute
import Synchronization

/// How many threads each training of a sweep, or each measurement, works with; results do not depend
/// on it.
///
/// While there are as many tasks as may go on side by side, each has one thread, which is the
/// fastest. When fewer are left, these share the threads that would be idle, each the same number.
public final class ThreadShare: Sendable {
    private let jobs: Int
    private let fixed: Int?
    private let remaining: Mutex<Int>

    /// For `tasks`, `jobs` at a time, each with `fixed` threads where that is given.
    public init(tasks: Int, jobs: Int, fixed: Int? = nil) {
        self.jobs = max(1, jobs)
        self.fixed = fixed
        remaining = Mutex(tasks)
    }

    /// A task has ended.
    public func end() {
        remaining.withLock { $0 -= 1 }
    }

    /// What a task that is at work may use now.
    public var workers: Workers {
        if let fixed { return Workers(count: min(fixed, Workers.most)) }
        let atWork = remaining.withLock { min(jobs, max(1, $0)) }
        return Workers(count: min(jobs / atWork, Workers.most))
    }
}
