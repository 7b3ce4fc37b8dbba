import ArgumentParser

/// `benchmarks`: what the program's inner loops, its training step and its reports cost.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract: "Measure kernels, the training step, memory, scaling, saving and the report.",
        discussion: """
            All rates are of one core and taken beside the processor's own rate of multiplications \
            with additions (FMA), in turns: only the share of that rate compares between runs, since \
            machines drift.
            """,
        subcommands: [
            KernelsCommand.self, StepCommand.self, ConfigurationsCommand.self,
            InferenceCommand.self, MemoryCommand.self, ScalingCommand.self, CheckpointsCommand.self,
            ReportCommand.self, RateCommand.self,
        ])
}
