import ArgumentParser
import Datasets
import Models

/// `benchmarks configurations`: whether other models than the default use the processor as well.
struct ConfigurationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configurations",
        abstract: "The training step of other models, in relation to the default's.",
        discussion: "\"relative\" is the share of the FMA rate divided by the default model's.")

    @Option(help: "How many steps of each are measured.")
    var steps = 15
    @OptionGroup var output: OutputOptions

    func run() throws {
        var rows = [Measurement](), reference: Double?
        for (name, model) in Self.models {
            let (images, operations) = try StepMeasurement(model: model, steps: steps).measure(name)
            var row = operations
            let share = row.share ?? 0
            row.relative = share / (reference ?? share)
            reference = reference ?? share
            rows += [row, images]
        }
        try output.print("Training step of other models, batches of 128", rows)
    }

    private static var models: [(String, VAEConfiguration)] {
        func model(_ change: (inout VAEConfiguration) -> Void) -> VAEConfiguration {
            var model = VAEConfiguration.measured
            change(&model)
            return model
        }
        func side(_ side: Int) -> VAEConfiguration {
            model { $0.image = ImageShape(height: side, width: side) }
        }
        return [
            ("default", .measured),
            ("channels 8,16", model { $0.channels = [8, 16] }),
            ("channels 16,32", model { $0.channels = [16, 32] }),
            ("channels 24,48", model { $0.channels = [24, 48] }),
            ("channels 33,65", model { $0.channels = [33, 65] }),
            ("kernel 3", model { $0.kernelSize = 3 }),
            ("kernel 5", model { $0.kernelSize = 5 }),
            ("32x32 images", side(32)),
            ("64x64 images", side(64)),
            ("no convolutions", model { $0.channels = [] }),
            ("ReLU", model { $0.activation = .relu }),
        ]
    }
}
