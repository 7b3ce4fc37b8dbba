import ArgumentParser
import Compute

/// How much is done at once.
struct JobOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Trainings side by side, one thread each; results do not depend on it. "
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
