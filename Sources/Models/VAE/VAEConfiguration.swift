import Compute
public import Datasets

/// The nonlinearity between layers.
public enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
    /// x · sigmoid(x).
    case silu
    /// max(x, 0).
    case relu

    /// The same for the layers.
    var nonlinearity: Nonlinearity { self == .silu ? .silu : .relu }
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
    /// What the decoder's output says of a pixel.
    public var likelihood: Likelihood

    /// The default is the model that the README's results were made with: two convolutions of 32
    /// and 64 channels, kernel 4, one hidden layer of 256, SiLU, a Bernoulli mean for each pixel.
    public init(
        image: ImageShape, latentSize: Int, channels: [Int] = [32, 64], kernelSize: Int = 4,
        hiddenWidths: [Int] = [256], activation: Activation = .silu,
        likelihood: Likelihood = .bernoulli
    ) {
        self.image = image
        self.latentSize = latentSize
        self.channels = channels
        self.kernelSize = kernelSize
        self.hiddenWidths = hiddenWidths
        self.activation = activation
        self.likelihood = likelihood
    }

    /// Throws `ModelError.impossible` where no such model can be built; names the option.
    public func validate() throws {
        func check(_ holds: Bool, _ option: String, _ problem: String, _ remedy: String) throws {
            guard holds else {
                throw ModelError.impossible(option: option, problem: problem, remedy: remedy)
            }
        }
        try check(
            (1...4096).contains(latentSize), "--latent-sizes", "a latent size is \(latentSize)",
            "take sizes from 1 to 4096")
        try check(
            (2...11).contains(kernelSize), "--kernel-size", "the kernel size is \(kernelSize)",
            "take a size from 2 to 11")
        try check(
            channels.allSatisfy { (1...1024).contains($0) }, "--channels",
            "the channels are \(channels)", "take numbers from 1 to 1024")
        try check(
            !hiddenWidths.isEmpty && hiddenWidths.allSatisfy { (1...8192).contains($0) },
            "--hidden-widths",
            "the widths are \(hiddenWidths)", "take one number or more, from 1 to 8192")
        try check(
            (4...512).contains(image.height) && (4...512).contains(image.width), "--dataset",
            "the images are \(image.height) x \(image.width) pixels",
            "take images of 4 to 512 pixels a side")
        let padding = (kernelSize - 1) / 2
        var side = min(image.height, image.width)
        for _ in channels {
            try check(
                side + 2 * padding >= kernelSize && side > 1, "--channels",
                "after \(channels.count) convolutions nothing is left of the images",
                "take fewer channels, or larger images")
            side = (side + 2 * padding - kernelSize) / 2 + 1
        }
    }
}
