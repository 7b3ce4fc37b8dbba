import ArgumentParser
import Compute
import Datasets
import Models

/// `benchmarks inference`: encoding and decoding, as evaluation and figures do.
struct InferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inference", abstract: "Encoding and decoding with the default model.")

    @Option(help: "How often each is measured.")
    var rounds = 9
    @Option(help: "Images in a call.")
    var images = 1000
    @OptionGroup var output: OutputOptions

    func run() throws {
        let model = VAEConfiguration.measured
        let vae = VAE(model, seed: 1)
        let rounds = Rounds(count: rounds)
        let input = RandomValues.buffer(images * model.image.count)
        let pixels = Tensor(
            shape: [images, model.image.count], values: input.values.map(\.magnitude))
        let latents = Tensor(
            shape: [images, model.latentSize],
            values: RandomValues.buffer(images * model.latentSize, stream: 1).values)

        var rows = [Measurement]()
        func add(_ name: String, operations: Double, _ body: () -> Void) {
            let (perSecond, rates) = rounds.run(body)
            let perSecondImages = perSecond.map { $0 * Double(images) }
            rows.append(
                Measurement(
                    name, operations: perSecondImages.map { $0 * operations }, rates: rates))
            rows.append(Measurement(name, perSecondImages, "images/s"))
        }
        let operations = model.inferenceOperations
        add("encode", operations: operations.encode) { _ = vae.encode(pixels) }
        add("decode", operations: operations.decode) { _ = vae.decode(latents) }
        try output.print("Inference, \(images) images a call", rows)
    }
}
