/// Strided convolutions, each with a bias and a nonlinearity: images to features.
///
/// It keeps what the backward pass needs of one batch. Images are [images, height, width, channels],
/// features [images, height, width, channels] of the last small map; without layers features are the
/// images.
public final class ConvolutionStack {
    /// The maps between two layers: `[0]` are the images, `[n]` what convolution n - 1 gives.
    private struct Level {
        let layout: MapLayout
        /// After the nonlinearity, and its derivative there: [images, map with border].
        let maps: Buffer, slopes: Buffer
    }

    private let convolutions: [Convolution]
    private let parameters: [LayerParameters]
    private let levels: [Level]
    private let imageCount: Int
    private let nonlinearity: Nonlinearity
    private let kernels = Elementwise.shared
    private let workers: Workers
    private let partial: PartialGradients
    /// Gradients of a chunk's maps, for each lane and level; the images' is not asked for.
    private let gradients: [[Buffer]]
    /// For each lane.
    private let scratch: [Buffer]

    /// Takes working memory for batches of up to `capacity` images of `imageCount` values.
    public init(
        _ shapes: [ConvolutionShape], parameters: [LayerParameters], imageCount: Int,
        nonlinearity: Nonlinearity, capacity: Int, workers: Workers = .one
    ) {
        precondition(shapes.count == parameters.count, "parameters for other layers")
        let layouts = ConvolutionShape.levels(of: shapes)
        convolutions = shapes.enumerated().map {
            Convolution($0.element, large: layouts[$0.offset], small: layouts[$0.offset + 1])
        }
        self.parameters = parameters
        levels = layouts.enumerated().map { index, layout in
            Level(
                layout: layout, maps: Buffer(count: capacity * layout.imageStride),
                slopes: Buffer(count: index == 0 ? 0 : capacity * layout.imageStride))
        }
        self.imageCount = imageCount
        self.nonlinearity = nonlinearity
        self.workers = workers
        partial = PartialGradients(
            parameters, weights: shapes.map(\.weightCount), biases: shapes.map(\.smallChannels))
        let convolutions = convolutions
        gradients = (0..<workers.count).map { _ in
            layouts.map { Buffer(count: Convolution.imagesPerChunk * $0.imageStride) }
        }
        scratch = (0..<workers.count).map { _ in
            Buffer(count: convolutions.map(\.scratchCount).max() ?? 0)
        }
    }

    /// Features of `count` images under the model's parameters `values`; `keepingSlopes` for a
    /// `backward` to come.
    public func forward(
        _ images: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into features: UnsafeMutablePointer<Float>, keepingSlopes: Bool
    ) {
        guard let top = levels.last?.layout else {
            features.update(from: images, count: count * imageCount)
            return
        }
        for (convolution, parameters) in zip(convolutions, parameters) {
            convolution.load(values + parameters.weights)
        }
        workers.run(parts: PartialGradients.parts) { part, _ in
            Chunk.each(of: count, part: part, of: PartialGradients.parts) { chunk in
                levels[0].layout.insert(
                    images + chunk.start * imageCount, into: maps(0, chunk), images: chunk.count)
                for index in convolutions.indices {
                    convolutions[index].correlate(
                        large: maps(index, chunk), into: maps(index + 1, chunk),
                        images: chunk.count)
                    activate(
                        index + 1, chunk, bias: values + parameters[index].biases, keepingSlopes)
                }
                top.extract(
                    maps(levels.count - 1, chunk), into: features + chunk.start * top.count,
                    images: chunk.count)
            }
        }
    }

    private func maps(_ level: Int, _ chunk: Chunk) -> UnsafeMutablePointer<Float> {
        levels[level].maps.pointer + chunk.start * levels[level].layout.imageStride
    }

    private func activate(
        _ level: Int, _ chunk: Chunk, bias: UnsafePointer<Float>, _ keepingSlopes: Bool
    ) {
        let layout = levels[level].layout
        for image in chunk.start..<chunk.start + chunk.count {
            for y in 0..<layout.height {
                let place = image * layout.imageStride + layout.row(y)
                kernels.activate(
                    levels[level].maps.pointer + place, bias: bias,
                    slopes: keepingSlopes ? levels[level].slopes.pointer + place : nil,
                    rows: layout.width, columns: layout.channels, nonlinearity)
            }
        }
    }

    /// The parameters' gradients, from that of the features of the last batch.
    public func backward(
        _ featureGradient: UnsafePointer<Float>, count: Int, use: GradientUse
    ) {
        guard let top = levels.last?.layout else { return }
        workers.run(parts: PartialGradients.parts) { part, lane in
            partial.begin(part: part)
            var isFirst = true
            Chunk.each(of: count, part: part, of: PartialGradients.parts) { chunk in
                top.insert(
                    featureGradient + chunk.start * top.count,
                    into: gradients[lane][levels.count - 1].pointer, images: chunk.count)
                for index in convolutions.indices.reversed() {
                    backward(chunk, layer: index, part: part, lane: lane, adding: !isFirst)
                }
                isFirst = false
            }
            if isFirst { partial.clear(part: part) }
        }
        partial.finish(use: use)
    }

    private func backward(_ chunk: Chunk, layer index: Int, part: Int, lane: Int, adding: Bool) {
        let convolution = convolutions[index]
        let layout = convolution.small
        let gradient = gradients[lane][index + 1].pointer
        // What lies on the border becomes zero, as the slopes are there.
        kernels.multiply(
            gradient, by: levels[index + 1].slopes.pointer + chunk.start * layout.imageStride,
            count: chunk.count * layout.imageStride)
        for image in 0..<chunk.count {
            for y in 0..<layout.height {
                kernels.addColumnSums(
                    gradient + image * layout.imageStride + layout.row(y),
                    to: partial.biases(part: part, layer: index), rows: layout.width,
                    columns: layout.channels)
            }
        }
        convolution.weightGradient(
            large: maps(index, chunk), small: gradient,
            into: partial.weights(part: part, layer: index), images: chunk.count, adding: adding)
        guard index > 0 else { return }
        convolution.spread(
            small: gradient, into: gradients[lane][index].pointer, images: chunk.count,
            scratch: scratch[lane].pointer)
    }
}

@available(*, unavailable)
extension ConvolutionStack: Sendable {}
