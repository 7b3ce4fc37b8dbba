public import Datasets

/// The nonlinearity between layers.
public enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
    /// x · sigmoid(x).
    case silu
    /// max(x, 0).
    case relu
}

/// Everything that fixes a VAE's architecture.
public struct VAEConfiguration: Codable, Hashable, Sendable {
    /// The images it encodes and decodes.
    public var image: ImageShape
    /// Output channels of each strided convolution of the encoder; the decoder mirrors them. Empty
    /// for a multilayer perceptron.
    public var channels: [Int]
    /// Kernel height and width of every convolution; stride is 2, padding `(kernelSize - 1) / 2`.
    public var kernelSize: Int
    /// Widths of the fully-connected hidden layers of the encoder; the decoder mirrors them.
    public var hiddenWidths: [Int]
    /// Dimensions of the latent space.
    public var latentSize: Int
    /// The nonlinearity after every layer but the heads and the last.
    public var activation: Activation

    /// The default is the model that `docs` and the README measure: two convolutions of 32 and 64
    /// channels, kernel 4, one hidden layer of 256, SiLU.
    public init(
        image: ImageShape, latentSize: Int, channels: [Int] = [32, 64], kernelSize: Int = 4,
        hiddenWidths: [Int] = [256], activation: Activation = .silu
    ) {
        self.image = image
        self.latentSize = latentSize
        self.channels = channels
        self.kernelSize = kernelSize
        self.hiddenWidths = hiddenWidths
        self.activation = activation
    }
}
