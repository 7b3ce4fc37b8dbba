/// Transposed convolutions, each with a bias and, but for the last, a nonlinearity: features to
/// logits.
///
/// Features are [images, height, width, channels] of the first small map, logits [images, height,
/// width, channels] of the last large one; without layers logits are the features. A training pass
/// goes forward and back chunk by chunk, so that nothing but a chunk is kept.
public final class TransposedStack {
    /// The maps of a chunk between two layers: `[0]` are the features, the last the logits.
    private struct Level {
        let layout: MapLayout
        /// After the nonlinearity, its derivative there, and the gradient: [chunk, map with border].
        let maps: Buffer, slopes: Buffer, gradient: Buffer

        init(_ layout: MapLayout) {
            let count = Convolution.imagesPerChunk * layout.imageStride
            self.layout = layout
            maps = Buffer(count: count)
            slopes = Buffer(count: count)
            gradient = Buffer(count: count)
        }
    }

    /// What one thread works on.
    private struct Lane {
        let levels: [Level]
        /// The chunk's logits and their gradient, without border; working memory.
        let logits: Buffer, logitGradient: Buffer, scratch: Buffer
    }

    /// Gives the loss of some images' logits, summed, and writes its gradient.
    public typealias Loss = (
        _ logits: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>,
        _ images: Range<Int>
    ) -> Double

    private let convolutions: [Convolution]
    private let parameters: [LayerParameters]
    private let lanes: [Lane]
    private let logitCount: Int
    private let nonlinearity: Nonlinearity
    private let kernels = Kernels.shared
    private let workers: Workers
    private let partial: PartialGradients
    /// The losses of a batch's parts.
    private let losses: UnsafeMutableBufferPointer<Double>

    /// Takes working memory for a chunk; `shapes` in the order features pass them, each named as the
    /// convolution it is the adjoint of.
    public init(
        _ shapes: [ConvolutionShape], parameters: [LayerParameters], logitCount: Int,
        nonlinearity: Nonlinearity, workers: Workers = .one
    ) {
        precondition(shapes.count == parameters.count, "parameters for other layers")
        let layouts = Array(ConvolutionShape.levels(of: shapes.reversed()).reversed())
        let convolutions = shapes.enumerated().map {
            // The features' gradient goes to the caller as it is.
            Convolution(
                $0.element, large: layouts[$0.offset + 1], small: layouts[$0.offset],
                output: $0.offset == 0 ? layouts[0].plain : layouts[$0.offset])
        }
        self.convolutions = convolutions
        self.parameters = parameters
        lanes = (0..<workers.count).map { _ in
            Lane(
                levels: layouts.map(Level.init),
                logits: Buffer(count: Convolution.imagesPerChunk * logitCount),
                logitGradient: Buffer(count: Convolution.imagesPerChunk * logitCount),
                scratch: Buffer(count: convolutions.map(\.scratchCount).max() ?? 0))
        }
        self.logitCount = logitCount
        self.nonlinearity = nonlinearity
        self.workers = workers
        partial = PartialGradients(
            parameters, weights: shapes.map(\.weightCount), biases: shapes.map(\.largeChannels))
        losses = .allocate(capacity: PartialGradients.parts)
    }

    deinit {
        losses.deallocate()
    }

    /// Logits of `count` images' features under the model's parameters `values`.
    public func forward(
        _ features: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into logits: UnsafeMutablePointer<Float>
    ) {
        load(values)
        workers.run(parts: PartialGradients.parts) { part, lane in
            Chunk.each(of: count, part: part, of: PartialGradients.parts) { chunk in
                forward(
                    features, chunk, values, in: lanes[lane],
                    into: logits + chunk.start * logitCount, keepingSlopes: false)
            }
        }
    }

    /// The loss of `count` images, summed; the parameters' gradients; and writes the features'.
    public func differentiate(
        _ features: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        featureGradient: UnsafeMutablePointer<Float>, loss: Loss, use: GradientUse
    ) -> Double {
        load(values)
        workers.run(parts: PartialGradients.parts) { part, index in
            let lane = lanes[index]
            partial.begin(part: part)
            var isFirst = true
            var total = 0.0
            Chunk.each(of: count, part: part, of: PartialGradients.parts) { chunk in
                forward(
                    features, chunk, values, in: lane, into: lane.logits.pointer,
                    keepingSlopes: true)
                total += loss(
                    lane.logits.pointer, lane.logitGradient.pointer,
                    chunk.start..<chunk.start + chunk.count)
                backward(chunk, featureGradient, in: lane, part: part, adding: !isFirst)
                isFirst = false
            }
            if isFirst { partial.clear(part: part) }
            losses[part] = total
        }
        partial.finish(use: use)
        return losses.reduce(0, +)
    }

    private func load(_ values: UnsafePointer<Float>) {
        for (convolution, parameters) in zip(convolutions, parameters) {
            convolution.load(values + parameters.weights)
        }
    }

    private func forward(
        _ features: UnsafePointer<Float>, _ chunk: Chunk, _ values: UnsafePointer<Float>,
        in lane: Lane, into logits: UnsafeMutablePointer<Float>, keepingSlopes: Bool
    ) {
        guard let bottom = lane.levels.first?.layout, let top = lane.levels.last else {
            logits.update(
                from: features + chunk.start * logitCount, count: chunk.count * logitCount)
            return
        }
        bottom.insert(
            features + chunk.start * bottom.count, into: lane.levels[0].maps.pointer,
            images: chunk.count)
        for index in convolutions.indices {
            let output = lane.levels[index + 1]
            convolutions[index].spread(
                small: lane.levels[index].maps.pointer, into: output.maps.pointer,
                images: chunk.count, scratch: lane.scratch.pointer)
            guard index + 1 < convolutions.count else { break }
            activate(
                output, images: chunk.count, bias: values + parameters[index].biases,
                keepingSlopes)
        }
        top.layout.extract(top.maps.pointer, into: logits, images: chunk.count)
        kernels.addBias(
            logits, bias: values + parameters[parameters.count - 1].biases, into: logits,
            rows: chunk.count * top.layout.height * top.layout.width,
            columns: top.layout.channels)
    }

    private func activate(
        _ level: Level, images: Int, bias: UnsafePointer<Float>, _ keepingSlopes: Bool
    ) {
        level.layout.eachRow(images: images) { place in
            kernels.activate(
                level.maps.pointer + place, bias: bias,
                slopes: keepingSlopes ? level.slopes.pointer + place : nil,
                rows: level.layout.width, columns: level.layout.channels, nonlinearity)
        }
    }

    /// From the chunk's logit gradient down to the features.
    private func backward(
        _ chunk: Chunk, _ featureGradient: UnsafeMutablePointer<Float>, in lane: Lane, part: Int,
        adding: Bool
    ) {
        guard let bottom = lane.levels.first, let top = lane.levels.last else {
            (featureGradient + chunk.start * logitCount).update(
                from: lane.logitGradient.pointer, count: chunk.count * logitCount)
            return
        }
        top.layout.insert(
            lane.logitGradient.pointer, into: top.gradient.pointer, images: chunk.count)
        for index in convolutions.indices.reversed() {
            let level = lane.levels[index + 1]
            let biases = partial.biases(part: part, layer: index)
            level.layout.eachRow(images: chunk.count) { place in
                let row = level.gradient.pointer + place
                if index + 1 < convolutions.count {
                    kernels.multiply(
                        row, by: level.slopes.pointer + place, count: level.layout.rowLength)
                }
                kernels.addColumnSums(
                    row, to: biases, rows: level.layout.width, columns: level.layout.channels)
            }
            convolutions[index].weightGradient(
                large: level.gradient.pointer, small: lane.levels[index].maps.pointer,
                into: partial.weights(part: part, layer: index), images: chunk.count,
                adding: adding, scratch: lane.scratch.pointer)
            convolutions[index].correlate(
                large: level.gradient.pointer,
                into: index > 0
                    ? lane.levels[index].gradient.pointer
                    : featureGradient + chunk.start * bottom.layout.count, images: chunk.count,
                scratch: lane.scratch.pointer)
        }
    }
}

@available(*, unavailable)
extension TransposedStack: Sendable {}
