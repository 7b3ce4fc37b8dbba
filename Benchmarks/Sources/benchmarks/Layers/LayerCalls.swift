import Compute

/// The three passes of one layer over a batch, as the model's stacks call them.
///
/// The only place here that knows how `Convolution` and `Dense` are called.
struct LayerCalls {
    /// One image's output.
    let forward: () -> Void
    /// The gradient of the input.
    let dataGradient: () -> Void
    /// The gradient of the weights.
    let weightGradient: () -> Void

    /// Takes memory for the layer, filled with random values.
    init(_ layer: ModelLayer, batch: Int) {
        switch layer.kind {
        case .convolution(let shape): self.init(Maps(shape, batch: batch), isTransposed: false)
        case .transposed(let shape): self.init(Maps(shape, batch: batch), isTransposed: true)
        case .dense(let inputs, let outputs):
            self.init(inputs: inputs, outputs: outputs, batch: batch)
        }
    }

    private init(_ maps: Maps, isTransposed: Bool) {
        forward = isTransposed ? maps.spread : maps.correlate
        dataGradient = isTransposed ? maps.correlate : maps.spread
        weightGradient = maps.addWeightGradient
    }

    private init(inputs: Int, outputs: Int, batch: Int) {
        let dense = Dense(
            inputs: inputs, outputs: outputs,
            parameters: LayerParameters(weights: 0, biases: inputs * outputs))
        let values = RandomValues.buffer((inputs + 1) * outputs)
        let gradients = Buffer(count: (inputs + 1) * outputs)
        let input = RandomValues.buffer(batch * inputs, stream: 1)
        let output = RandomValues.buffer(batch * outputs, stream: 2)
        let result = Buffer(count: batch * max(inputs, outputs))
        forward = {
            dense.forward(
                input.pointer, count: batch, values: values.pointer, into: result.pointer)
        }
        dataGradient = {
            dense.inputGradient(
                output.pointer, count: batch, values: values.pointer, into: result.pointer)
        }
        weightGradient = {
            // As the training does before every step; otherwise they would grow without bound.
            gradients.pointer.update(repeating: 0, count: gradients.count)
            dense.addGradients(
                input: input.pointer, outputGradient: output.pointer, count: batch,
                to: gradients.pointer)
        }
    }
}

/// A convolution's maps: those of one chunk, used again for every chunk of the batch, since a training
/// too has them in the cache.
private final class Maps {
    private let convolution: Convolution
    private let chunks: Int
    private let large: Buffer, small: Buffer, weights: Buffer
    private let largeResult: Buffer, smallResult: Buffer, gradient: Buffer

    init(_ shape: ConvolutionShape, batch: Int) {
        convolution = Convolution(shape)
        let images = Convolution.imagesPerChunk
        chunks = batch / images
        large = RandomValues.buffer(images * shape.paddedCount)
        small = RandomValues.buffer(images * shape.smallCount, stream: 1)
        weights = RandomValues.buffer(shape.weightCount, stream: 2)
        largeResult = Buffer(count: large.count)
        smallResult = Buffer(count: small.count)
        gradient = Buffer(count: weights.count)
    }

    func correlate() {
        for _ in 0..<chunks {
            convolution.correlate(
                large: large.pointer, weights: weights.pointer, into: smallResult.pointer,
                images: Convolution.imagesPerChunk)
        }
    }

    func spread() {
        for _ in 0..<chunks {
            convolution.spread(
                small: small.pointer, weights: weights.pointer, into: largeResult.pointer,
                images: Convolution.imagesPerChunk)
        }
    }

    func addWeightGradient() {
        gradient.pointer.update(repeating: 0, count: gradient.count)
        for _ in 0..<chunks {
            convolution.addWeightGradient(
                large: large.pointer, small: small.pointer, to: gradient.pointer,
                images: Convolution.imagesPerChunk)
        }
    }
}
