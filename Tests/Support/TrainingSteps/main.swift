import Compute
import Datasets
import Foundation
import Models
import Training

/// `training-steps STEPS [--allocating]`: trains small models of several kinds for some steps of one
/// epoch each, so that `script/check-allocations` can count what a step takes from the heap.
///
/// With `--allocating` the listener takes a small buffer at every step: what the count has to find.
let arguments = CommandLine.arguments.dropFirst()
guard let steps = arguments.first.flatMap({ Int($0) }), steps > 0 else {
    fatalError("usage: training-steps STEPS [--allocating]")
}
let isAllocating = arguments.contains("--allocating")
try Machine.checkInstructionSet(ProcessInfo.processInfo.environment)

/// The last batch of a whole epoch is smaller; here no training comes to it.
let batchSize = 6, mostSteps = 1000
precondition(steps <= mostSteps, "at most \(mostSteps) steps")

/// Equal however many steps are taken.
let images: ImageSet = {
    let shape = ImageShape(height: 12, width: 12)
    var generator = Philox(seed: 1, purpose: .order)
    let pixels = (0..<mostSteps * batchSize * shape.count).map { _ in
        UInt8(truncatingIfNeeded: generator.next())
    }
    return ImageSet(shape: shape, pixels: pixels, labels: nil)
}()

/// Keeps the compiler from leaving out an allocation that nobody looks at.
@inline(never) func look(at buffer: Buffer) -> Bool { buffer.count == 0 }

func train(_ configuration: VAEConfiguration, pixels: Pixels) throws {
    try configuration.validate()
    var trainer = Trainer(
        model: VAE(configuration, seed: 1),
        configuration: TrainingConfiguration(epochs: 1, batchSize: batchSize, pixels: pixels),
        seed: 1)
    var done = 0
    try trainer.run(on: images, validating: images) { event in
        guard case .step(let progress) = event else { return .stop }
        if isAllocating, look(at: Buffer(count: 16)) { return .stop }
        done = progress.step
        return done == steps ? .stop : .proceed
    }
    precondition(done == steps, "\(done) steps in place of \(steps)")
}

func model(
    latentSize: Int, channels: [Int] = [4, 8], hiddenWidths: [Int] = [16],
    activation: Activation = .silu, likelihood: Likelihood = .bernoulli
) -> VAEConfiguration {
    VAEConfiguration(
        image: images.shape, latentSize: latentSize, channels: channels,
        hiddenWidths: hiddenWidths, activation: activation, likelihood: likelihood)
}

try train(model(latentSize: 3), pixels: .grey)
try train(model(latentSize: 5, activation: .relu), pixels: .dynamic)
try train(model(latentSize: 2, likelihood: .continuousBernoulli), pixels: .grey)
try train(
    model(latentSize: 16, channels: [], hiddenWidths: [24, 16], likelihood: .gaussian),
    pixels: .grey)
try train(
    model(latentSize: 33, channels: [4], hiddenWidths: [9], likelihood: .gaussian), pixels: .grey)
