import ArgumentParser
import Datasets
import Models
import Training

/// `benchmarks memory`: what a training takes beyond its images, in a process that does nothing else.
struct MemoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Peak memory of one training beyond its images.")

    @Option(help: "Training images; the peak hardly depends on them.")
    var images = 2560
    @Option(help: "Images in a step.")
    var batchSize = 128
    @OptionGroup var output: OutputOptions

    func run() throws {
        let model = VAEConfiguration.measured
        let set = RandomValues.images(model.image, count: images)
        let validation = set.selecting(Array(0..<max(1, images / 12)))
        ProcessMemory.forgetPeak()
        let before = ProcessMemory.now

        let vae = VAE(model, seed: 1)
        var trainer = Trainer(
            model: vae, configuration: TrainingConfiguration(epochs: 2, batchSize: batchSize),
            seed: 1)
        try trainer.run(on: set, validating: validation) { _ in .proceed }

        func mebibytes(_ bytes: Int) -> Double { Double(bytes) / 1_048_576 }
        // Values and Adam's two moments: no training needs less.
        let least = 3 * 4 * vae.parameterCount
        let taken = ProcessMemory.peak - before
        try output.print(
            "Memory of one training, batches of \(batchSize)",
            [
                Measurement(
                    "peak beyond the images", mebibytes(taken), "MiB",
                    relative: Double(taken) / Double(least)),
                Measurement(
                    "parameters and their two moments", mebibytes(least), "MiB", relative: 1),
                Measurement("peak of the process", mebibytes(ProcessMemory.peak), "MiB"),
            ])
    }
}
