/// Strided convolutions, each with a bias and a nonlinearity: images to features.
///
/// It keeps what the backward pass needs of one batch. Images are [images, height, width, channels],
/// features [images, height, width, channels] of the last small map; without layers features are the
/// images.
public final class ConvolutionStack {
    private struct Layer {
        let convolution: Convolution
        let parameters: LayerParameters
        /// The input with its border: [images, padded].
        let input: Buffer
        /// Before the nonlinearity: [images, small map].
        let pre: Buffer
    }

    private let layers: [Layer]
    private let imageCount: Int
    private let nonlinearity: Nonlinearity
    private let kernels = Elementwise.shared
    /// Chunk-sized: gradients of a small map, and of a large one with its border.
    private let smallGradient: Buffer, largeGradient: Buffer
    private let plainGradient: Buffer

    /// Takes working memory for batches of up to `capacity` images of `imageCount` values.
    public init(
        _ shapes: [ConvolutionShape], parameters: [LayerParameters], imageCount: Int,
        nonlinearity: Nonlinearity, capacity: Int
    ) {
        precondition(shapes.count == parameters.count, "parameters for other layers")
        layers = zip(shapes, parameters).map { shape, parameters in
            Layer(
                convolution: Convolution(shape), parameters: parameters,
                input: Buffer(count: capacity * shape.paddedCount),
                pre: Buffer(count: capacity * shape.smallCount))
        }
        self.imageCount = imageCount
        self.nonlinearity = nonlinearity
        let chunk = Convolution.imagesPerChunk
        smallGradient = Buffer(count: chunk * (shapes.map(\.smallCount).max() ?? 0))
        largeGradient = Buffer(count: chunk * (shapes.map(\.paddedCount).max() ?? 0))
        plainGradient = Buffer(count: chunk * (shapes.map(\.largeCount).max() ?? 0))
    }

    /// Features of `count` images under the model's parameters `values`.
    public func forward(
        _ images: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into features: UnsafeMutablePointer<Float>
    ) {
        guard let first = layers.first?.convolution.shape else {
            features.update(from: images, count: count * imageCount)
            return
        }
        for chunk in Chunk.all(of: count) {
            for image in chunk.range {
                Border.insert(
                    images + image * imageCount,
                    into: layers[0].input.pointer + image * first.paddedCount, first)
            }
            for index in layers.indices { forward(chunk, layer: index, values, features) }
        }
    }

    private func forward(
        _ chunk: Chunk, layer index: Int, _ values: UnsafePointer<Float>,
        _ features: UnsafeMutablePointer<Float>
    ) {
        let layer = layers[index]
        let shape = layer.convolution.shape
        let pre = layer.pre.pointer + chunk.start * shape.smallCount
        layer.convolution.correlate(
            large: layer.input.pointer + chunk.start * shape.paddedCount,
            weights: values + layer.parameters.weights, into: pre, images: chunk.count)
        let bias = values + layer.parameters.biases
        guard index + 1 < layers.count else {
            kernels.activate(
                pre, bias: bias, into: features + chunk.start * shape.smallCount,
                rows: chunk.count * shape.smallPixels, columns: shape.smallChannels, nonlinearity)
            return
        }
        let next = layers[index + 1]
        let rows = Border.Rows(next.convolution.shape)
        for image in 0..<chunk.count {
            let padded =
                next.input.pointer + (chunk.start + image) * next.convolution.shape.paddedCount
            for y in 0..<shape.smallHeight {
                kernels.activate(
                    pre + image * shape.smallCount + y * rows.length, bias: bias,
                    into: padded + rows.start(y), rows: shape.smallWidth,
                    columns: shape.smallChannels, nonlinearity)
            }
        }
    }

    /// Adds the parameters' gradients to `gradients`, from that of the features of the last batch.
    public func backward(
        _ featureGradient: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        gradients: UnsafeMutablePointer<Float>
    ) {
        guard let last = layers.last?.convolution.shape else { return }
        for chunk in Chunk.all(of: count) {
            var upper = featureGradient + chunk.start * last.smallCount
            for index in layers.indices.reversed() {
                let layer = layers[index]
                let shape = layer.convolution.shape
                kernels.activationGradient(
                    upper, pre: layer.pre.pointer + chunk.start * shape.smallCount,
                    into: smallGradient.pointer, count: chunk.count * shape.smallCount,
                    nonlinearity)
                kernels.addColumnSums(
                    smallGradient.pointer, to: gradients + layer.parameters.biases,
                    rows: chunk.count * shape.smallPixels, columns: shape.smallChannels)
                layer.convolution.addWeightGradient(
                    large: layer.input.pointer + chunk.start * shape.paddedCount,
                    small: smallGradient.pointer, to: gradients + layer.parameters.weights,
                    images: chunk.count)
                guard index > 0 else { break }
                layer.convolution.spread(
                    small: smallGradient.pointer, weights: values + layer.parameters.weights,
                    into: largeGradient.pointer, images: chunk.count)
                for image in 0..<chunk.count {
                    Border.remove(
                        largeGradient.pointer + image * shape.paddedCount,
                        into: plainGradient.pointer + image * shape.largeCount, shape)
                }
                upper = UnsafePointer(plainGradient.pointer)
            }
        }
    }
}

@available(*, unavailable)
extension ConvolutionStack: Sendable {}

/// A few images of a batch that are worked on together, so that they stay in the cache.
struct Chunk {
    /// The first image.
    let start: Int
    /// How many.
    let count: Int
    /// Their indices.
    var range: Range<Int> { start..<start + count }

    /// The parts of a batch: fixed by the batch alone, whatever the number of threads.
    static func all(of images: Int) -> some Sequence<Chunk> {
        stride(from: 0, to: images, by: Convolution.imagesPerChunk).lazy.map {
            Chunk(start: $0, count: min(Convolution.imagesPerChunk, images - $0))
        }
    }
}
