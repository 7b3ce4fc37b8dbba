/// Fully-connected layers with biases and nonlinearities; the last may go without.
///
/// It keeps what the backward pass needs of one batch. Rows are images.
public final class DenseStack {
    private let layers: [Dense]
    private let nonlinearity: Nonlinearity
    private let activatesLast: Bool
    private let kernels = Elementwise.shared
    /// Before and after each layer's nonlinearity: [images, outputs].
    private let pre: [Buffer], activated: [Buffer]
    /// The gradient of each layer's output: [images, outputs].
    private let outputGradients: [Buffer]

    /// Takes working memory for batches of up to `capacity` rows.
    public init(_ layers: [Dense], nonlinearity: Nonlinearity, activatesLast: Bool, capacity: Int) {
        self.layers = layers
        self.nonlinearity = nonlinearity
        self.activatesLast = activatesLast
        pre = layers.map { Buffer(count: capacity * $0.outputs) }
        activated = layers.map { Buffer(count: capacity * $0.outputs) }
        outputGradients = layers.map { Buffer(count: capacity * $0.outputs) }
    }

    /// The last layer's output of the last batch: [images, outputs].
    public var output: UnsafeMutablePointer<Float> { activated[layers.count - 1].pointer }

    /// Where the caller writes the gradient of `output` before `backward`.
    public var outputGradient: UnsafeMutablePointer<Float> {
        outputGradients[layers.count - 1].pointer
    }

    /// Fills `output` for `count` rows of `input`.
    public func forward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>
    ) {
        var input = input
        for (index, layer) in layers.enumerated() {
            layer.forward(input, count: count, values: values, into: pre[index].pointer)
            let bias = values + layer.parameters.biases
            if isActivated(index) {
                kernels.activate(
                    pre[index].pointer, bias: bias, into: activated[index].pointer, rows: count,
                    columns: layer.outputs, nonlinearity)
            } else {
                kernels.addBias(
                    pre[index].pointer, bias: bias, into: activated[index].pointer, rows: count,
                    columns: layer.outputs)
            }
            input = UnsafePointer(activated[index].pointer)
        }
    }

    /// Adds the parameters' gradients, from `outputGradient`, which is overwritten; writes the
    /// gradient of the input where that is asked for.
    public func backward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        gradients: UnsafeMutablePointer<Float>, inputGradient: UnsafeMutablePointer<Float>?
    ) {
        for index in layers.indices.reversed() {
            let layer = layers[index]
            let gradient = outputGradients[index].pointer
            if isActivated(index) {
                kernels.activationGradient(
                    gradient, pre: pre[index].pointer, into: gradient,
                    count: count * layer.outputs, nonlinearity)
            }
            let below = index == 0 ? input : UnsafePointer(activated[index - 1].pointer)
            layer.addGradients(
                input: below, outputGradient: gradient, count: count, to: gradients)
            let target = index == 0 ? inputGradient : outputGradients[index - 1].pointer
            if let target {
                layer.inputGradient(gradient, count: count, values: values, into: target)
            }
        }
    }

    private func isActivated(_ index: Int) -> Bool {
        activatesLast || index + 1 < layers.count
    }
}

@available(*, unavailable)
extension DenseStack: Sendable {}
