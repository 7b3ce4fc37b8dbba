import ArgumentParser
import Studies

/// How often trainings are saved.
struct CheckpointOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A training is saved after each epoch and, within one, after so many seconds: what a "
                + "fall costs at most. 0 for after every step; results do not depend on it. "
                + "(default: 60)",
            valueName: "n"))
    var checkpointSeconds: Int?

    func validate() throws {
        if let checkpointSeconds, !(0...86_400).contains(checkpointSeconds) {
            throw ValidationError(
                "--checkpoint-seconds must be from 0 to 86400, not \(checkpointSeconds).")
        }
    }

    var interval: CheckpointInterval {
        checkpointSeconds.map { .time(.seconds($0)) } ?? .usual
    }
}
