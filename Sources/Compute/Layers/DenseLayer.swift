/// A fully-connected layer at work: its products, with their working memory.
public final class DenseLayer {
    /// The layer.
    public let shape: Dense
    private let kernels: Kernels
    private let product: MatrixProduct, inputGradientProduct: MatrixProduct
    private let gradientProduct: OuterProduct
    private let biasGradient: Buffer

    /// Takes working memory for batches of up to `capacity` rows.
    public convenience init(_ shape: Dense, capacity: Int, workers: Workers = .one) {
        self.init(shape, capacity: capacity, workers: workers, kernels: .shared)
    }

    init(_ shape: Dense, capacity: Int, workers: Workers, kernels: Kernels) {
        self.shape = shape
        self.kernels = kernels
        product = MatrixProduct(
            inner: shape.inputs, columns: shape.outputs, transposed: false, kernels: kernels,
            workers: workers)
        inputGradientProduct = MatrixProduct(
            inner: shape.outputs, columns: shape.inputs, transposed: true, kernels: kernels,
            workers: workers)
        biasGradient = Buffer(count: shape.outputs)
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

    /// The gradients of weights and biases, summed over images. `inputGradient` is to be called
    /// before, where `use` moves the weights.
    public func gradients(
        _ input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, count: Int,
        use: GradientUse
    ) {
        biasGradient.pointer.update(repeating: 0, count: shape.outputs)
        kernels.addColumnSums(
            outputGradient, to: biasGradient.pointer, rows: count, columns: shape.outputs)
        let biases = shape.parameters.biases
        use(biases..<biases + shape.outputs, biasGradient.pointer)
        gradientProduct.run(input, outputGradient, rows: count) { inputs, outputs, block in
            if outputs.count == shape.outputs {
                let first = shape.parameters.weights + inputs.lowerBound * shape.outputs
                return use(first..<first + inputs.count * shape.outputs, block)
            }
            for (row, input) in inputs.enumerated() {
                let first = shape.parameters.weights + input * shape.outputs + outputs.lowerBound
                use(first..<first + outputs.count, block + row * gradientProduct.blockStride)
            }
        }
    }
}

@available(*, unavailable)
extension DenseLayer: Sendable {}
