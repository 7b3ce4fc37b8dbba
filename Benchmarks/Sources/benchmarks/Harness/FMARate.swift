import CFMARate
import Compute

/// How many floating-point operations a second one core does at most, with the kernels' instructions.
struct FMARate {
    /// About three milliseconds on a core of today: short beside what is measured, long beside the
    /// clock's steps.
    private static let iterations = 1_000_000

    /// The kernels' set; a first run of a fifth of a second is over when it is known, since a process
    /// may begin on a core that does half as much for some tens of milliseconds.
    private static let instructionSet: String = {
        let name = Machine.instructionSet
        var sink: Float = 0
        _ = fma_rate_run(name, 60 * iterations, &sink)
        return name
    }()

    /// Measured now, in operations a second.
    static func measure() -> Double {
        let name = instructionSet
        var sink: Float = 0
        var operations = 0.0
        let seconds = ProcessorTime.of { operations = fma_rate_run(name, iterations, &sink) }
        precondition(sink.isFinite, "the sums tend to 1")
        return operations / seconds
    }
}
