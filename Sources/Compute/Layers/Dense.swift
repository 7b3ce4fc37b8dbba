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
}
