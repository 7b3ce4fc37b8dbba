/// A fully-connected layer without its nonlinearity: [images, inputs] to [images, outputs].
///
/// Weights are [inputs, outputs], the transpose of PyTorch's.
public struct Dense: Sendable {
    /// Length of a row of the input.
    public let inputs: Int
    /// Length of a row of the output.
    public let outputs: Int
    /// Its place in the model's arrays.
    public let parameters: LayerParameters

    /// Names the sizes and the place.
    public init(inputs: Int, outputs: Int, parameters: LayerParameters) {
        self.inputs = inputs
        self.outputs = outputs
        self.parameters = parameters
    }

    /// input · weights, without the bias.
    public func forward(
        _ input: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        LinearAlgebra.multiply(
            input, values + parameters.weights, into: output, rows: count, columns: outputs,
            inner: inputs)
    }

    /// Adds the gradients of weights and biases, summed over images.
    public func addGradients(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, count: Int,
        to gradients: UnsafeMutablePointer<Float>
    ) {
        Elementwise.shared.addColumnSums(
            outputGradient, to: gradients + parameters.biases, rows: count, columns: outputs)
        LinearAlgebra.multiply(
            input, transposingA: true, outputGradient, into: gradients + parameters.weights,
            rows: inputs, columns: outputs, inner: count, accumulating: true)
    }

    /// The gradient of the input, overwritten or added to.
    public func inputGradient(
        _ outputGradient: UnsafePointer<Float>, count: Int, values: UnsafePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>, accumulating: Bool = false
    ) {
        LinearAlgebra.multiply(
            outputGradient, values + parameters.weights, transposingB: true, into: inputGradient,
            rows: count, columns: inputs, inner: outputs, accumulating: accumulating)
    }
}
