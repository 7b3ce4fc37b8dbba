import Compute
import Datasets
import Evaluation
import Studies

@testable import Figures

/// A coder whose latents and images are known: the first two posterior means are the image's mean
/// grey and its upper half's; an image is a ramp scaled by the first latent.
struct RampCoder: ImageCoder {
    let latentSize: Int
    let pixels: Int
    /// All images are this much darker than they would be.
    var shade: Float = 1

    func posteriorMeans(_ images: Tensor) -> Tensor {
        let count = images.shape[0]
        return Tensor(
            shape: [count, latentSize],
            values: (0..<count).flatMap { row -> [Float] in
                let image = images.values[row * pixels..<(row + 1) * pixels]
                let mean = image.reduce(0, +) / Float(pixels)
                return (0..<latentSize).map { mean * Float($0 + 1) }
            })
    }

    func decodedMeans(_ latents: Tensor) -> Tensor {
        let count = latents.shape[0]
        return Tensor(
            shape: [count, pixels],
            values: (0..<count).flatMap { row -> [Float] in
                let first = latents.values[row * latentSize]
                return (0..<pixels).map { Float($0) / Float(pixels) * (first + 3) / 6 * shade }
            })
    }
}

func source(
    _ shape: ImageShape = ImageShape(height: 28, width: 28), count: Int = 20, classes: Int? = 10,
    mixture: Bool = false
) -> ImageSource {
    let pixels = (0..<count * shape.count).map { UInt8(truncatingIfNeeded: $0 / 37 * 11) }
    let labels = classes.map { classes in
        (0..<count).map { UInt8((count - 1 - $0) % classes) }
    }
    return ImageSource(
        examples: ImageSet(shape: shape, pixels: pixels, labels: labels),
        mixture: { run, count in
            // Latent i is i in every coordinate.
            let size = run.record.task.latentSize
            let values = (0..<count * size).map { Float($0 / size) }
            return mixture ? Tensor(shape: [count, size], values: values) : nil
        }, load: { RampCoder(latentSize: $0.latentSize, pixels: shape.count) },
        snapshot: {
            RampCoder(
                latentSize: $0.latentSize, pixels: shape.count, shade: Float($1.epoch) / 100)
        })
}
