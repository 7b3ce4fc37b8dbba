/// Where a layer's parameters lie in a model's flat arrays of values and of gradients.
public struct LayerParameters: Sendable, Hashable {
    /// Offset of the first weight.
    public let weights: Int
    /// Offset of the first bias.
    public let biases: Int

    /// Names the two offsets.
    public init(weights: Int, biases: Int) {
        self.weights = weights
        self.biases = biases
    }
}
