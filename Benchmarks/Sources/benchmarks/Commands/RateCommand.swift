import ArgumentParser
import Models

/// `benchmarks rate`: the FMA rate alone, for whoever measures something else beside it.
struct RateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "The FMA rate of one core, and what it allows the training step at most.")

    @Option(help: "How often it is measured.")
    var rounds = 9
    @OptionGroup var output: OutputOptions

    func run() throws {
        let rates = (0..<rounds).map { _ in FMARate.measure() }
        let operations = VAEConfiguration.measured.stepOperations
        try output.print(
            "FMA rate",
            [
                Measurement("FMA rate", rates.map { $0 / 1e9 }, "GFLOP/s"),
                Measurement(
                    "training step at that rate", rates.map { $0 / operations }, "images/s"),
            ])
    }
}
