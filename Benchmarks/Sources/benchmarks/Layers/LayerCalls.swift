import Compute

/// The three passes of one layer over a batch, as the model's stacks call them.
///
/// The only place here that knows how `Convolution` and `DenseLayer` are called.
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
        weightGradient = maps.weightGradient
    }

    private init(inputs: Int, outputs: Int, batch: Int) {
        let shape = Dense(
            inputs: inputs, outputs: outputs,
            parameters: LayerParameters(weights: 0, biases: inputs * outputs))
        let dense = DenseLayer(shape, capacity: batch)
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
            dense.gradients(
                input.pointer, outputGradient: output.pointer, count: batch
            ) { places, gradient in
                // An optimizer would be here; the copy shows in the rate.
                (gradients.pointer + places.lowerBound).update(from: gradient, count: places.count)
            }
        }
    }
}

/// A convolution's maps: those of one chunk, used again for every chunk of the batch, since a training
/// too has them in the cache.
private final class Maps {
    private let convolution: Convolution
    private let chunks: Int
    private let large: Buffer, small: Buffer
    private let largeResult: Buffer, smallResult: Buffer, gradient: Buffer, scratch: Buffer

    init(_ shape: ConvolutionShape, batch: Int) {
        let images = Convolution.imagesPerChunk
        let largeLayout = MapLayout(
            height: shape.largeHeight, width: shape.largeWidth, channels: shape.largeChannels,
            border: shape.largeBorder)
        let smallLayout = MapLayout(
            height: shape.smallHeight, width: shape.smallWidth, channels: shape.smallChannels,
            border: shape.smallBorder)
        convolution = Convolution(
            shape, large: largeLayout, small: smallLayout, output: smallLayout)
        chunks = batch / images
        large = RandomValues.buffer(images * largeLayout.imageStride)
        small = RandomValues.buffer(images * smallLayout.imageStride, stream: 1)
        convolution.load(RandomValues.buffer(shape.weightCount, stream: 2).pointer)
        largeResult = Buffer(count: large.count)
        smallResult = Buffer(count: small.count)
        gradient = Buffer(count: shape.weightCount)
        scratch = Buffer(count: convolution.scratchCount)
    }

    func correlate() {
        for _ in 0..<chunks {
            convolution.correlate(
                large: large.pointer, into: smallResult.pointer,
                images: Convolution.imagesPerChunk, scratch: scratch.pointer)
        }
    }

    func spread() {
        for _ in 0..<chunks {
            convolution.spread(
                small: small.pointer, into: largeResult.pointer,
                images: Convolution.imagesPerChunk, scratch: scratch.pointer)
        }
    }

    func weightGradient() {
        for chunk in 0..<chunks {
            convolution.weightGradient(
                large: large.pointer, small: small.pointer, into: gradient.pointer,
                images: Convolution.imagesPerChunk, adding: chunk > 0, scratch: scratch.pointer)
        }
    }
}
