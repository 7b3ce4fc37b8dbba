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

/// A convolutional variational autoencoder whose decoder gives a logit for each pixel (Kingma and
/// Welling 2014).
///
/// One owner, one caller at a time: it holds its working memory.
public final class VAE {
    /// The architecture.
    public let configuration: VAEConfiguration
    let architecture: Architecture
    let store: ParameterStore
    /// The threads that a call works with; results do not depend on them.
    public var workers = Workers.one {
        didSet { if workers != oldValue { memory = nil } }
    }
    private var memory: VAEWorkspace?

    /// Weights drawn as PyTorch's defaults draw them (Kaiming uniform, a = √5), from `seed`.
    ///
    /// - Precondition: `configuration.validate()` does not throw.
    public init(_ configuration: VAEConfiguration, seed: UInt64) {
        self.configuration = configuration
        architecture = Architecture(configuration)
        store = ParameterStore(slots: architecture.slots)
        store.initialise(seed: seed)
    }

    /// All parameters, names and layouts as PyTorch's `state_dict`.
    public var parameters: [NamedTensor] { store.named(store.values) }

    /// The gradients of the last `differentiate`, names and layouts as PyTorch's.
    public var gradients: [NamedTensor] { store.named(store.gradients) }

    /// Takes parameters in PyTorch's names and layouts; throws `ModelError` where a name is missing,
    /// unknown, twice there, or has another shape, or where a value is not finite. Then nothing of
    /// the model has changed.
    public func load(_ parameters: [NamedTensor]) throws {
        try store.load(parameters)
    }

    /// The number of all parameters.
    public var parameterCount: Int { store.values.count }

    /// All parameters in the model's own order and layout, for checkpoints and the optimizer.
    ///
    /// - Precondition: as many values as the model has parameters.
    public var flatParameters: [Float] {
        get { store.values.values }
        set {
            precondition(newValue.count == store.values.count, "parameters of another model")
            store.values.assign(newValue)
        }
    }

    /// Overwrites an array with `flatParameters`, in its own memory where it has as many.
    public func copyParameters(to array: inout [Float]) {
        store.values.copy(to: &array)
    }

    /// Working memory for batches of at least `count` images.
    func workspace(count: Int) -> VAEWorkspace {
        if let memory, memory.capacity >= count { return memory }
        let grown = VAEWorkspace(
            configuration, architecture, capacity: count, workers: workers)
        memory = grown
        return grown
    }
}

@available(*, unavailable)
extension VAE: Sendable {}
