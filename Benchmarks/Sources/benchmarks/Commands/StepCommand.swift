import ArgumentParser
import Foundation
import Models

/// `benchmarks step`: the whole training step of the default model on one thread.
struct StepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step", abstract: "The whole training step of the default model, one thread.")

    @Option(help: "How many steps are measured, each beside the FMA rate.")
    var steps = 60
    @OptionGroup var output: OutputOptions

    func run() throws {
        let model = VAEConfiguration.measured
        let measured = try StepMeasurement(model: model, steps: steps).measure("training step")
        let million = String(format: "%.1f", model.stepOperations / 1e6)
        try output.print(
            "Training step, batches of 128, \(million) MFLOP an image",
            [measured.images, measured.operations])
    }
}
