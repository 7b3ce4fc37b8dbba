/// Strided convolutions, each with a bias and a nonlinearity: images to features.
///
/// It keeps what the backward pass needs of one batch. Images are [images, height, width, channels],
/// features [images, height, width, channels] of the last small map; without layers features are the
/// images.
public final class ConvolutionStack {
    /// The maps between two layers: `[0]` are the images, `[n]` what convolution n - 1 gives; the last
    /// are the features, which the caller holds.
    private struct Level {
        /// Of maps and slopes; gradients have a border at every level.
        let layout: MapLayout
        /// After the nonlinearity, and its derivative there: [images, map].
        let maps: Buffer?, slopes: Buffer
    }

    private let convolutions: [Convolution]
    private let parameters: [LayerParameters]
    private let levels: [Level]
    private let imageCount: Int, capacity: Int
    private let nonlinearity: Nonlinearity
    private let kernels = Kernels.shared
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
        let bordered = ConvolutionShape.levels(of: shapes)
        let layouts = bordered.dropLast() + bordered.suffix(1).map(\.plain)
        let convolutions = shapes.enumerated().map { index, shape in
            Convolution(
                shape, large: bordered[index], small: bordered[index + 1],
                output: layouts[index + 1])
        }
        self.convolutions = convolutions
        self.parameters = parameters
        levels = layouts.enumerated().map { index, layout in
            Level(
                layout: layout,
                maps: index < shapes.count ? Buffer(count: capacity * layout.imageStride) : nil,
                slopes: Buffer(count: index == 0 ? 0 : capacity * layout.imageStride))
        }
        self.imageCount = imageCount
        self.capacity = capacity
        self.nonlinearity = nonlinearity
        self.workers = workers
        partial = PartialGradients(
            parameters, weights: shapes.map(\.weightCount), biases: shapes.map(\.smallChannels))
        gradients = (0..<workers.count).map { _ in
            bordered.map { Buffer(count: Convolution.imagesPerChunk * $0.imageStride) }
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
        precondition(count <= capacity, "more images than there is memory for")
        guard !convolutions.isEmpty else {
            features.update(from: images, count: count * imageCount)
            return
        }
        for (convolution, parameters) in zip(convolutions, parameters) {
            convolution.load(values + parameters.weights)
        }
        workers.run(parts: PartialGradients.parts) { part, lane in
            Chunk.each(of: count, part: part, of: PartialGradients.parts) { chunk in
                let input = maps(0, chunk, features)
                levels[0].layout.insert(
                    images + chunk.start * imageCount, into: input, images: chunk.count)
                for index in convolutions.indices {
                    convolutions[index].correlate(
                        large: maps(index, chunk, features),
                        into: maps(index + 1, chunk, features), images: chunk.count,
                        scratch: scratch[lane].pointer)
                    activate(
                        index + 1, chunk, features, bias: values + parameters[index].biases,
                        keepingSlopes)
                }
            }
        }
    }

    private func maps(
        _ level: Int, _ chunk: Chunk, _ features: UnsafeMutablePointer<Float>
    ) -> UnsafeMutablePointer<Float> {
        (levels[level].maps?.pointer ?? features)
            + chunk.start * levels[level].layout.imageStride
    }

    private func activate(
        _ index: Int, _ chunk: Chunk, _ features: UnsafeMutablePointer<Float>,
        bias: UnsafePointer<Float>, _ keepingSlopes: Bool
    ) {
        let level = levels[index]
        let values = maps(index, chunk, features)
        let slopes = level.slopes.pointer + chunk.start * level.layout.imageStride
        level.layout.eachRow(images: chunk.count) { place in
            kernels.activate(
                values + place, bias: bias, slopes: keepingSlopes ? slopes + place : nil,
                rows: level.layout.width, columns: level.layout.channels, nonlinearity)
        }
    }

    /// The parameters' gradients, from that of the features of the last batch.
    public func backward(
        _ featureGradient: UnsafePointer<Float>, count: Int, use: GradientUse
    ) {
        guard let top = convolutions.last?.small else { return }
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
        let level = levels[index + 1]
        let gradient = gradients[lane][index + 1].pointer
        let slopes = level.slopes.pointer + chunk.start * level.layout.imageStride
        let biases = partial.biases(part: part, layer: index)
        convolution.small.eachRow(with: level.layout, images: chunk.count) { place, slope in
            kernels.multiply(
                gradient + place, by: slopes + slope, count: level.layout.rowLength)
            kernels.addColumnSums(
                gradient + place, to: biases, rows: level.layout.width,
                columns: level.layout.channels)
        }
        if let maps = levels[index].maps {
            convolution.weightGradient(
                large: maps.pointer + chunk.start * levels[index].layout.imageStride,
                small: gradient, into: partial.weights(part: part, layer: index),
                images: chunk.count, adding: adding, scratch: scratch[lane].pointer)
        }
        guard index > 0 else { return }
        convolution.spread(
            small: gradient, into: gradients[lane][index].pointer, images: chunk.count,
            scratch: scratch[lane].pointer)
    }
}

@available(*, unavailable)
extension ConvolutionStack: Sendable {}
