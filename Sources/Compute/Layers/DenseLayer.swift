/// A fully-connected layer at work: its products, with their working memory.
public final class DenseLayer {
    /// The layer.
    public let shape: Dense
    private let kernels: Elementwise
    private let product: MatrixProduct, inputGradientProduct: MatrixProduct
    private let gradientProduct: OuterProduct

    /// Takes working memory for batches of up to `capacity` rows.
    public convenience init(_ shape: Dense, capacity: Int, workers: Workers = .one) {
        self.init(shape, capacity: capacity, workers: workers, kernels: .shared)
    }

    init(_ shape: Dense, capacity: Int, workers: Workers, kernels: Elementwise) {
        self.shape = shape
        self.kernels = kernels
        product = MatrixProduct(
            inner: shape.inputs, columns: shape.outputs, transposed: false, kernels: kernels,
            workers: workers)
        inputGradientProduct = MatrixProduct(
            inner: shape.outputs, columns: shape.inputs, transposed: true, kernels: kernels,
            workers: workers)
        gradientProduct = OuterProduct(
            inputs: shape.inputs, outputs: shape.outputs, capacity: capacity, kernels: kernels,
            workers: workers)
    }

    /// input · weights + biases.
    public func forward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        multiply(input, count: count, values: values, into: output)
        kernels.addBias(
            output, bias: values + shape.parameters.biases, into: output, rows: count,
            columns: shape.outputs)
    }

    /// input · weights, without the bias.
    func multiply(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        product.run(input, rows: count, values + shape.parameters.weights, into: output)
    }

    /// The gradient of the input, overwritten or added to.
    public func inputGradient(
        _ outputGradient: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>, accumulating: Bool = false
    ) {
        inputGradientProduct.run(
            outputGradient, rows: count, values + shape.parameters.weights, into: inputGradient,
            adding: accumulating)
    }

    /// Writes the gradients of weights and biases, summed over images. `finished` is told, on any of
    /// the threads, of parameters whose gradient is written, of each once; `inputGradient` is to be
    /// called before, where that moves them.
    public func gradients(
        _ input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, count: Int,
        into gradients: UnsafeMutablePointer<Float>,
        finished: (_ parameters: Range<Int>) -> Void = { _ in }
    ) {
        let biases = gradients + shape.parameters.biases
        biases.update(repeating: 0, count: shape.outputs)
        kernels.addColumnSums(outputGradient, to: biases, rows: count, columns: shape.outputs)
        finished(shape.parameters.biases..<shape.parameters.biases + shape.outputs)
        gradientProduct.run(
            input, outputGradient, rows: count, into: gradients + shape.parameters.weights
        ) { rows, columns in
            if columns.count == shape.outputs {
                let first = shape.parameters.weights + rows.lowerBound * shape.outputs
                return finished(first..<first + rows.count * shape.outputs)
            }
            for row in rows {
                let first = shape.parameters.weights + row * shape.outputs + columns.lowerBound
                finished(first..<first + columns.count)
            }
        }
    }
}

@available(*, unavailable)
extension DenseLayer: Sendable {}
