/// Transposed convolutions, each with a bias and, but for the last, a nonlinearity: features to
/// logits.
///
/// Features are [images, height, width, channels] of the first small map, logits [images, height,
/// width, channels] of the last large one; without layers logits are the features. A training pass
/// goes forward and back chunk by chunk, so that nothing but a chunk is kept.
public final class TransposedStack {
    private struct Layer {
        let convolution: Convolution
        let parameters: LayerParameters
        /// The output before the nonlinearity and after it, without border: [chunk, large map].
        let pre: Buffer, output: Buffer
    }

    /// Gives the loss of a chunk of logits, summed, and writes its gradient where that is asked for.
    public typealias Loss = (
        _ logits: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>,
        _ images: Range<Int>
    ) -> Double

    private let layers: [Layer]
    private let logitCount: Int
    private let nonlinearity: Nonlinearity
    private let kernels = Elementwise.shared
    /// Chunk-sized: a large map with its border, and gradients without it.
    private let padded: Buffer, upper: Buffer, lower: Buffer

    /// Takes working memory for a chunk; `shapes` in the order features pass them, each named as the
    /// convolution it is the adjoint of.
    public init(
        _ shapes: [ConvolutionShape], parameters: [LayerParameters], logitCount: Int,
        nonlinearity: Nonlinearity
    ) {
        precondition(shapes.count == parameters.count, "parameters for other layers")
        let chunk = Convolution.imagesPerChunk
        layers = zip(shapes, parameters).map { shape, parameters in
            Layer(
                convolution: Convolution(shape), parameters: parameters,
                pre: Buffer(count: chunk * shape.largeCount),
                output: Buffer(count: chunk * shape.largeCount))
        }
        self.logitCount = logitCount
        self.nonlinearity = nonlinearity
        let largest = max(
            logitCount, shapes.map { max($0.largeCount, $0.smallCount) }.max() ?? 0)
        padded = Buffer(count: chunk * (shapes.map(\.paddedCount).max() ?? 0))
        upper = Buffer(count: chunk * largest)
        lower = Buffer(count: chunk * largest)
    }

    /// Logits of `count` images' features under the model's parameters `values`.
    public func forward(
        _ features: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into logits: UnsafeMutablePointer<Float>
    ) {
        for chunk in Chunk.all(of: count) {
            let result = forward(features, chunk, values)
            (logits + chunk.start * logitCount).update(
                from: result, count: chunk.count * logitCount)
        }
    }

    /// The loss of `count` images, summed; adds the parameters' gradients and writes the features'.
    public func differentiate(
        _ features: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        gradients: UnsafeMutablePointer<Float>, featureGradient: UnsafeMutablePointer<Float>,
        loss: Loss
    ) -> Double {
        var total = 0.0
        for chunk in Chunk.all(of: count) {
            let logits = forward(features, chunk, values)
            total += loss(logits, upper.pointer, chunk.range)
            backward(features, chunk, values, gradients, featureGradient)
        }
        return total
    }

    /// The chunk's logits, in the last layer's memory.
    private func forward(
        _ features: UnsafePointer<Float>, _ chunk: Chunk, _ values: UnsafePointer<Float>
    ) -> UnsafePointer<Float> {
        guard let first = layers.first?.convolution.shape else {
            return features + chunk.start * logitCount
        }
        var input = features + chunk.start * first.smallCount
        for (index, layer) in layers.enumerated() {
            let shape = layer.convolution.shape
            layer.convolution.spread(
                small: input, weights: values + layer.parameters.weights, into: padded.pointer,
                images: chunk.count)
            for image in 0..<chunk.count {
                Border.remove(
                    padded.pointer + image * shape.paddedCount,
                    into: layer.pre.pointer + image * shape.largeCount, shape)
            }
            let bias = values + layer.parameters.biases
            let rows = chunk.count * shape.largePixels
            if index + 1 < layers.count {
                kernels.activate(
                    layer.pre.pointer, bias: bias, into: layer.output.pointer, rows: rows,
                    columns: shape.largeChannels, nonlinearity)
            } else {
                kernels.addBias(
                    layer.pre.pointer, bias: bias, into: layer.output.pointer, rows: rows,
                    columns: shape.largeChannels)
            }
            input = UnsafePointer(layer.output.pointer)
        }
        return input
    }

    /// From the chunk's logit gradient in `upper` down to the features.
    private func backward(
        _ features: UnsafePointer<Float>, _ chunk: Chunk, _ values: UnsafePointer<Float>,
        _ gradients: UnsafeMutablePointer<Float>, _ featureGradient: UnsafeMutablePointer<Float>
    ) {
        guard let first = layers.first?.convolution.shape else {
            (featureGradient + chunk.start * logitCount).update(
                from: upper.pointer, count: chunk.count * logitCount)
            return
        }
        for index in layers.indices.reversed() {
            let layer = layers[index]
            let shape = layer.convolution.shape
            if index + 1 < layers.count {
                kernels.activationGradient(
                    lower.pointer, pre: layer.pre.pointer, into: upper.pointer,
                    count: chunk.count * shape.largeCount, nonlinearity)
            }
            kernels.addColumnSums(
                upper.pointer, to: gradients + layer.parameters.biases,
                rows: chunk.count * shape.largePixels, columns: shape.largeChannels)
            padded.pointer.update(repeating: 0, count: chunk.count * shape.paddedCount)
            for image in 0..<chunk.count {
                Border.insert(
                    upper.pointer + image * shape.largeCount,
                    into: padded.pointer + image * shape.paddedCount, shape)
            }
            let isFirst = index == 0
            layer.convolution.transposedGradients(
                large: padded.pointer,
                small: isFirst
                    ? features + chunk.start * first.smallCount
                    : UnsafePointer(layers[index - 1].output.pointer),
                weights: values + layer.parameters.weights,
                addingTo: gradients + layer.parameters.weights,
                into: isFirst ? featureGradient + chunk.start * first.smallCount : lower.pointer,
                images: chunk.count)
        }
    }
}

@available(*, unavailable)
extension TransposedStack: Sendable {}
