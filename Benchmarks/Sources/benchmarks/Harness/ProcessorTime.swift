import Foundation

/// The processor's time that this process has used.
///
/// Rates are by processor time, so that what else the machine does hardly counts; several threads
/// count as often as they run, so a share of one core's rate stays one.
enum ProcessorTime {
    /// Seconds since the process began, of all threads together.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds that `body` takes.
    static func of(_ body: () throws -> Void) rethrows -> Double {
        let begun = seconds
        try body()
        return max(seconds - begun, 1e-9)
    }

    /// Seconds that `body` takes, of all threads together.
    static func of(_ body: () async throws -> Void) async rethrows -> Double {
        let begun = seconds
        try await body()
        return max(seconds - begun, 1e-9)
    }

    /// `RUSAGE_CHILDREN`, which Glibc gives another type than `getrusage` takes.
    private static let childrenOfThisProcess: Int32 = -1

    /// Processor seconds and the largest resident memory, in bytes, of all child processes so far.
    static var children: (seconds: Double, peakBytes: Int) {
        var usage = rusage()
        getrusage(childrenOfThisProcess, &usage)
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
        }
        return (seconds, usage.ru_maxrss * 1024)
    }
}
