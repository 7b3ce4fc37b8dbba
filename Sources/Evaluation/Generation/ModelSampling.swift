import Compute
import Models

/// Draws images from a trained model as it would generate them.
struct ModelSampling: Metric {
    static let name = "samples"
    static let definition = 2

    let model: VAE
    /// The training's seed: models of different seeds draw different samples.
    let seed: UInt64
    /// Whether pixels are drawn from the decoder's means: for a model of binarized pixels, whose images
    /// are black and white. Else the means are the images.
    let drawsPixels: Bool

    /// Draws from N(0, I), [count, latentSize]; draw i depends on the seed and i alone.
    func priorLatents(_ count: Int) -> Tensor {
        let size = model.configuration.latentSize
        var values: [Float] = []
        values.reserveCapacity(count * size)
        for index in 0..<count {
            values += Philox(seed: seed, purpose: .priorSamples, stream: UInt64(index))
                .normals(size)
        }
        return Tensor(shape: [count, size], values: values)
    }

    /// Images of `latents`, [n, pixels] in 0…1, handed on a block at a time.
    func decode(_ latents: Tensor, _ visit: (Tensor) throws -> Void) rethrows {
        let count = latents.shape[0]
        for start in stride(from: 0, to: count, by: 500) {
            let rows = start..<min(start + 500, count)
            try visit(images(model.decodeMeans(latents.rows(rows)), from: start))
        }
    }

    /// The images of `latents` as they are measured; `advance` is told how many are added.
    func measurement(
        of latents: Tensor, _ reference: GenerationReference, _ reader: JudgeReader,
        _ advance: (Int) throws -> Void
    ) rethrows -> SampleMeasurement {
        var measurement = SampleMeasurement(reference, reader)
        try decode(latents) { images in
            measurement.add(images)
            try advance(images.shape[0])
        }
        return measurement
    }

    /// The decoder's means, or pixels drawn from them; row i is image `start` + i of its kind.
    func images(_ means: Tensor, from start: Int) -> Tensor {
        guard drawsPixels else { return means }
        return means.drawn(seed: seed, from: start)
    }
}

extension Tensor {
    /// Pixels 0 or 1, drawn with these means [n, pixels] as chances; row i depends on the seed and
    /// `start` + i alone.
    func drawn(seed: UInt64, from start: Int) -> Tensor {
        var pixels = values
        let length = rowLength
        for row in 0..<shape[0] {
            var generator = Philox(
                seed: seed, purpose: .pixelDraws, stream: UInt64(start + row))
            for index in row * length..<(row + 1) * length {
                pixels[index] = Float(generator.uniform()) < pixels[index] ? 1 : 0
            }
        }
        return Tensor(shape: shape, values: pixels)
    }
}
