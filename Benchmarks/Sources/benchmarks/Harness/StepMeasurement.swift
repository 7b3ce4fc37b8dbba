import Datasets
import Models
import Training

/// Steps of a training as `Trainer` does them: loading, noise, forward, backward, Adam.
struct StepMeasurement {
    /// The model.
    let model: VAEConfiguration
    /// Images in a step.
    var batch = 128
    /// Steps that are measured.
    let steps: Int

    /// Steps before them: memory is taken and caches warm up.
    private let warmUp = 3

    /// Images a second in each step, and the FMA rate measured right after it.
    func run() throws -> (imagesPerSecond: [Double], rates: [Double]) {
        let images = RandomValues.images(model.image, count: (warmUp + steps) * batch)
        // Validation comes after the last step, so one image is enough.
        let validation = images.selecting([0])
        var trainer = Trainer(
            model: VAE(model, seed: 1),
            configuration: TrainingConfiguration(epochs: 1, batchSize: batch), seed: 1)
        var imagesPerSecond = [Double](), rates = [Double]()
        var begun = ProcessorTime.seconds
        try trainer.run(on: images, validating: validation) { event in
            guard case .step(let progress) = event else { return .proceed }
            let seconds = ProcessorTime.seconds - begun
            if progress.step > warmUp {
                imagesPerSecond.append(Double(batch) / seconds)
                rates.append(FMARate.measure())
            }
            begun = ProcessorTime.seconds
            return .proceed
        }
        return (imagesPerSecond, rates)
    }

    /// As operations a second and their share of the FMA rate.
    func measure(_ name: String) throws -> (images: Measurement, operations: Measurement) {
        let (imagesPerSecond, rates) = try run()
        let operations = model.stepOperations
        return (
            Measurement(name, imagesPerSecond, "images/s"),
            Measurement(
                name, operations: imagesPerSecond.map { $0 * operations }, rates: rates)
        )
    }
}
