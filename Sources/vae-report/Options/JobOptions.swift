import ArgumentParser
import Compute

/// How many threads a training works with.
struct ThreadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Threads of each training; results do not depend on it. "
                + "(default: one, and more where fewer trainings are left than --jobs)",
            valueName: "n"))
    var threadsPerJob: Int?

    func validate() throws {
        if let threadsPerJob, !(1...256).contains(threadsPerJob) {
            throw ValidationError(
                "--threads-per-job must be from 1 to 256, not \(threadsPerJob).")
        }
    }
}

/// How much is done at once.
struct JobOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Trainings side by side; results do not depend on it. "
                + "(default: the number of cores)",
            valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) {
            throw ValidationError("--jobs must be from 1 to 1024, not \(jobs).")
        }
    }

    var count: Int { jobs ?? Machine.cores }
}
