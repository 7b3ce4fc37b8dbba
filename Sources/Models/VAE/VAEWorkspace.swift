import Compute
import Datasets

/// A model's layers with the working memory of one batch.
final class VAEWorkspace {
    let capacity: Int
    let encoder: ConvolutionStack
    let encoderDense: DenseStack
    let meanHead: DenseLayer, logVarianceHead: DenseLayer
    let decoderDense: DenseStack
    let decoder: TransposedStack
    /// The encoder's last small map: [images, features]; and its gradient.
    let features: Buffer, featureGradient: Buffer
    /// [images, latentSize]
    let mean: Buffer, logVariance: Buffer, latent: Buffer
    /// Gradients of the three: [images, latentSize]
    let meanGradient: Buffer, logVarianceGradient: Buffer, latentGradient: Buffer
    /// [images, pixels]
    let logits: Buffer

    init(
        _ configuration: VAEConfiguration, _ architecture: Architecture, capacity: Int,
        workers: Workers
    ) {
        self.capacity = capacity
        let nonlinearity = configuration.activation.nonlinearity
        let pixels = configuration.image.count
        let latentCount = capacity * configuration.latentSize
        let featureCount = architecture.encoderShapes.last?.smallCount ?? pixels
        encoder = ConvolutionStack(
            architecture.encoderShapes, parameters: architecture.encoderConvolutions,
            imageCount: pixels, nonlinearity: nonlinearity, capacity: capacity, workers: workers)
        encoderDense = DenseStack(
            architecture.encoderDense, nonlinearity: nonlinearity, activatesLast: true,
            capacity: capacity, workers: workers)
        meanHead = DenseLayer(architecture.mean, capacity: capacity, workers: workers)
        logVarianceHead = DenseLayer(
            architecture.logVariance, capacity: capacity, workers: workers)
        // Without convolutions the last fully-connected layer gives the logits.
        decoderDense = DenseStack(
            architecture.decoderDense, nonlinearity: nonlinearity,
            activatesLast: !architecture.decoderShapes.isEmpty, capacity: capacity,
            workers: workers)
        decoder = TransposedStack(
            architecture.decoderShapes, parameters: architecture.decoderConvolutions,
            logitCount: pixels, nonlinearity: nonlinearity, workers: workers)
        features = Buffer(count: capacity * featureCount)
        featureGradient = Buffer(count: capacity * featureCount)
        mean = Buffer(count: latentCount)
        logVariance = Buffer(count: latentCount)
        latent = Buffer(count: latentCount)
        meanGradient = Buffer(count: latentCount)
        logVarianceGradient = Buffer(count: latentCount)
        latentGradient = Buffer(count: latentCount)
        logits = Buffer(count: capacity * pixels)
    }
}

@available(*, unavailable)
extension VAEWorkspace: Sendable {}
