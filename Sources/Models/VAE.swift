public import Compute

/// A parameter by its PyTorch name, in PyTorch's layout.
public struct NamedTensor: Sendable, Hashable {
    /// `encoder.0.weight`, `mean.bias`, …
    public let name: String
    /// Conv2d OIHW, ConvTranspose2d IOHW, Linear [out, in] with image axes in C, H, W order.
    public let tensor: Tensor

    /// Names a tensor.
    public init(name: String, tensor: Tensor) {
        self.name = name
        self.tensor = tensor
    }
}

/// The parameters of the approximate posterior, a diagonal Gaussian for each image.
public struct Posterior: Sendable {
    /// [images, latentSize]
    public let mean: Tensor
    /// [images, latentSize], natural logarithm of the variance.
    public let logVariance: Tensor

    /// mean + exp(logVariance / 2) · noise, all [images, latentSize].
    public func sample(noise: Tensor) -> Tensor { preconditionFailure("not built yet") }
}

/// A convolutional variational autoencoder with a Bernoulli decoder on logits.
///
/// One owner, one thread: it holds its working memory.
public final class VAE {
    /// The architecture.
    public let configuration: VAEConfiguration

    /// Weights drawn as PyTorch's defaults draw them (Kaiming uniform, a = √5), from `seed`.
    public init(_ configuration: VAEConfiguration, seed: UInt64) {
        self.configuration = configuration
    }

    /// All parameters, names and layouts as PyTorch's `state_dict`.
    public var parameters: [NamedTensor] { preconditionFailure("not built yet") }

    /// Takes parameters in PyTorch's names and layouts; throws `ModelError` where a name is missing,
    /// unknown, twice there, or has another shape, or where a value is not finite.
    public func load(_ parameters: [NamedTensor]) throws { preconditionFailure("not built yet") }

    /// All parameters in the model's own order and layout, for checkpoints and the optimizer.
    public var flatParameters: [Float] {
        get { preconditionFailure("not built yet") }
        set { preconditionFailure("not built yet") }
    }

    /// The posteriors of images [n, height · width] with values in 0…1; any n.
    public func encode(_ images: Tensor) -> Posterior { preconditionFailure("not built yet") }

    /// Logits [n, height · width] of latents [n, latentSize]; any n. The decoder's mean is their sigmoid.
    public func decode(_ latents: Tensor) -> Tensor { preconditionFailure("not built yet") }
}

@available(*, unavailable)
extension VAE: Sendable {}
