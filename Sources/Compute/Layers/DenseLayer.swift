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

    /// input · weights + biases: [images, inputs] to [images, outputs].
    public func forward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        finishing(input, count: count, values: values, into: output) { place, bias, columns in
            kernels.addBias(
                output + place, bias: bias, into: output + place, rows: 1, columns: columns)
        }
    }

    /// nonlinearity(input · weights + biases), and where `slopes` is given the derivatives there:
    /// [images, inputs] to [images, outputs].
    func forward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>, _ nonlinearity: Nonlinearity,
        slopes: UnsafeMutablePointer<Float>?
    ) {
        finishing(input, count: count, values: values, into: output) { place, bias, columns in
            kernels.activate(
                output + place, bias: bias, slopes: slopes.map { $0 + place }, rows: 1,
                columns: columns, nonlinearity)
        }
    }

    /// input · weights; `row` is called for some neighbouring columns of a row when they are done,
    /// with their place in the output and their biases.
    private func finishing(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>,
        row: (_ place: Int, _ bias: UnsafePointer<Float>, _ columns: Int) -> Void
    ) {
        let weights = values + shape.parameters.weights
        let biases = values + shape.parameters.biases
        product.run(input, rows: count, weights, into: output) { columns in
            for image in 0..<count {
                row(
                    image * shape.outputs + columns.lowerBound, biases + columns.lowerBound,
                    columns.count)
            }
        }
    }

    /// The gradient of the input, overwritten or added to: [images, outputs] to [images, inputs].
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
