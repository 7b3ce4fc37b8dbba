import Compute
import Datasets

/// A model's layers with the working memory of one batch.
final class VAEWorkspace {
    let capacity: Int
    let encoder: ConvolutionStack
    let encoderDense: DenseStack
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

    init(_ configuration: VAEConfiguration, _ architecture: Architecture, capacity: Int) {
        self.capacity = capacity
        let nonlinearity = configuration.activation.nonlinearity
        let pixels = configuration.image.count
        let latentCount = capacity * configuration.latentSize
        let featureCount = architecture.encoderShapes.last?.smallCount ?? pixels
        encoder = ConvolutionStack(
            architecture.encoderShapes, parameters: architecture.encoderConvolutions,
            imageCount: pixels, nonlinearity: nonlinearity, capacity: capacity)
        encoderDense = DenseStack(
            architecture.encoderDense, nonlinearity: nonlinearity, activatesLast: true,
            capacity: capacity)
        // Without convolutions the last fully-connected layer gives the logits.
        decoderDense = DenseStack(
            architecture.decoderDense, nonlinearity: nonlinearity,
            activatesLast: !architecture.decoderShapes.isEmpty, capacity: capacity)
        decoder = TransposedStack(
            architecture.decoderShapes, parameters: architecture.decoderConvolutions,
            logitCount: pixels, nonlinearity: nonlinearity)
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
