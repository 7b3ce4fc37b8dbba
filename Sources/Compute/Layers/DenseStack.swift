/// Fully-connected layers with biases and nonlinearities; the last may go without.
///
/// It keeps what the backward pass needs of one batch. Rows are images.
public final class DenseStack {
    private let layers: [DenseLayer]
    private let nonlinearity: Nonlinearity
    private let activatesLast: Bool
    private let kernels = Kernels.shared
    private let capacity: Int
    /// Each layer's output, and its nonlinearity's derivative there: [images, outputs].
    private let outputs: [Buffer], slopes: [Buffer]
    /// The gradient of each layer's output: [images, outputs].
    private let outputGradients: [Buffer]

    /// Takes working memory for batches of up to `capacity` rows.
    public init(
        _ layers: [Dense], nonlinearity: Nonlinearity, activatesLast: Bool, capacity: Int,
        workers: Workers = .one
    ) {
        self.layers = layers.map { DenseLayer($0, capacity: capacity, workers: workers) }
        self.nonlinearity = nonlinearity
        self.activatesLast = activatesLast
        self.capacity = capacity
        outputs = layers.map { Buffer(count: capacity * $0.outputs) }
        slopes = layers.map { Buffer(count: capacity * $0.outputs) }
        outputGradients = layers.map { Buffer(count: capacity * $0.outputs) }
    }

    /// The last layer's output of the last batch: [images, outputs].
    public var output: UnsafeMutablePointer<Float> { outputs[layers.count - 1].pointer }

    /// Where the caller writes the gradient of `output` before `backward`.
    public var outputGradient: UnsafeMutablePointer<Float> {
        outputGradients[layers.count - 1].pointer
    }

    /// Fills `output` for `count` rows of `input`; `keepingSlopes` for a `backward` to come.
    public func forward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        keepingSlopes: Bool
    ) {
        precondition(count <= capacity, "more images than there is memory for")
        var input = input
        for (index, layer) in layers.enumerated() {
            let output = outputs[index].pointer
            if isActivated(index) {
                layer.forward(
                    input, count: count, values: values, into: output, nonlinearity,
                    slopes: keepingSlopes ? slopes[index].pointer : nil)
            } else {
                layer.forward(input, count: count, values: values, into: output)
            }
            input = UnsafePointer(output)
        }
    }

    /// The parameters' gradients, from `outputGradient`, which is overwritten; writes the gradient of
    /// the input where that is asked for.
    public func backward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>?, use: GradientUse
    ) {
        for index in layers.indices.reversed() {
            let layer = layers[index]
            let gradient = outputGradients[index].pointer
            if isActivated(index) {
                kernels.multiply(
                    gradient, by: slopes[index].pointer, count: count * layer.shape.outputs)
            }
            let target = index == 0 ? inputGradient : outputGradients[index - 1].pointer
            if let target {
                layer.inputGradient(gradient, count: count, values: values, into: target)
            }
            let below = index == 0 ? input : UnsafePointer(outputs[index - 1].pointer)
            layer.gradients(below, outputGradient: gradient, count: count, use: use)
        }
    }

    private func isActivated(_ index: Int) -> Bool {
        activatesLast || index + 1 < layers.count
    }
}

@available(*, unavailable)
extension DenseStack: Sendable {}
