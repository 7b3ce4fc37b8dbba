import ArgumentParser
import Datasets
import Models

/// `benchmarks kernels`: every layer's passes and every loop over values, one by one.
struct KernelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels",
        abstract: "The layers of the default model one by one, and the loops over values.")

    @Option(help: "How often each is measured.")
    var rounds = 9
    @OptionGroup var output: OutputOptions

    func run() throws {
        let model = VAEConfiguration.measured
        let rounds = Rounds(count: rounds)
        let batch = 128
        var rows = [Measurement]()
        for (index, layer) in model.layers.enumerated() {
            let calls = LayerCalls(layer, batch: batch)
            let operations = layer.operations * Double(batch)
            func add(_ pass: String, _ body: () -> Void) {
                rows.append(
                    rounds.measure("\(layer.name), \(pass)", operations: operations, body))
            }
            add("forward", calls.forward)
            // Nobody asks for the gradient of the images.
            if index > 0 { add("data gradient", calls.dataGradient) }
            add("weight gradient", calls.weightGradient)
        }
        try output.print("Layers, batches of \(batch)", rows)
        try output.print("Loops over values", ElementwiseCases(rounds).all(model))
    }
}

extension VAEConfiguration {
    /// The default model at d = 16 on images of MNIST's size: what is measured where nothing is said.
    static let measured = VAEConfiguration(
        image: ImageShape(height: 28, width: 28), latentSize: 16)
}
