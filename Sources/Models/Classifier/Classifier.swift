public import Compute
import Datasets

/// A small convolutional network that tells classes of images apart: convolutions, one hidden layer
/// whose activations are the features, a softmax.
///
/// One owner, one caller at a time: it holds its working memory.
public final class Classifier {
    /// The architecture.
    public let configuration: ClassifierConfiguration
    let store: ParameterStore
    let shapes: [ConvolutionShape]
    private let convolutions: [LayerParameters]
    private let hidden: Dense
    private let head: Dense
    /// The threads that a call works with; results do not depend on them.
    public var workers = Workers.one {
        didSet { if workers != oldValue { memory = nil } }
    }
    private var memory: ClassifierWorkspace?

    /// Weights drawn as PyTorch's defaults draw them (Kaiming uniform, a = √5), from `seed`.
    public init(_ configuration: ClassifierConfiguration, seed: UInt64) {
        self.configuration = configuration
        var planner = ParameterPlanner()
        let shapes = configuration.convolutions
        let map =
            shapes.last.map { FeatureAxis(channels: $0.smallChannels, pixels: $0.smallPixels) }
            ?? .plain(configuration.image.count)
        let features = FeatureAxis.plain(configuration.features)
        self.shapes = shapes
        // As in the VAE, names are those of an `nn.Sequential` with its nonlinearities and `Flatten`.
        convolutions = shapes.enumerated().map {
            planner.convolution("encoder.\(2 * $0.offset)", $0.element)
        }
        hidden = planner.dense("encoder.\(2 * shapes.count + 1)", inputs: map, outputs: features)
        head = planner.dense("head", inputs: features, outputs: .plain(configuration.classes))
        store = ParameterStore(slots: planner.slots)
        store.initialise(seed: seed)
    }

    /// All parameters, names and layouts as PyTorch's `state_dict`.
    public var parameters: [NamedTensor] { store.named(store.values) }

    /// The gradients of the last `differentiate`, names and layouts as PyTorch's.
    public var gradients: [NamedTensor] { store.named(store.gradients) }

    /// Takes parameters in PyTorch's names and layouts; throws `ModelError` as `VAE.load` does.
    public func load(_ parameters: [NamedTensor]) throws {
        try store.load(parameters)
    }

    /// See `Trainable`.
    public var parameterCount: Int { store.values.count }

    /// Working memory for batches of at least `count` images.
    func workspace(count: Int) -> ClassifierWorkspace {
        if let memory, memory.capacity >= count { return memory }
        let grown = ClassifierWorkspace(
            configuration, convolutions: convolutions, hidden: hidden, head: head,
            capacity: count, workers: workers)
        memory = grown
        return grown
    }
}

@available(*, unavailable)
extension Classifier: Sendable {}

/// A classifier's layers with the working memory of one batch.
final class ClassifierWorkspace {
    let capacity: Int
    let encoder: ConvolutionStack
    let hidden: DenseStack
    let head: DenseLayer
    /// The last small map: [images, map]; and its gradient.
    let map: Buffer, mapGradient: Buffer
    /// [images, pixels]
    let images: Buffer
    /// [images, classes]; and their gradient.
    let logits: Buffer, logitGradient: Buffer

    init(
        _ configuration: ClassifierConfiguration, convolutions: [LayerParameters], hidden: Dense,
        head: Dense, capacity: Int, workers: Workers
    ) {
        self.capacity = capacity
        let pixels = configuration.image.count
        encoder = ConvolutionStack(
            configuration.convolutions, parameters: convolutions, imageCount: pixels,
            nonlinearity: .silu, capacity: capacity, workers: workers)
        self.hidden = DenseStack(
            [hidden], nonlinearity: .silu, activatesLast: true, capacity: capacity,
            workers: workers)
        self.head = DenseLayer(head, capacity: capacity, workers: workers)
        let mapCount = configuration.convolutions.last?.smallCount ?? pixels
        map = Buffer(count: capacity * mapCount)
        mapGradient = Buffer(count: capacity * mapCount)
        images = Buffer(count: capacity * pixels)
        logits = Buffer(count: capacity * configuration.classes)
        logitGradient = Buffer(count: capacity * configuration.classes)
    }
}

@available(*, unavailable)
extension ClassifierWorkspace: Sendable {}
