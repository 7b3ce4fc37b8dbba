import Compute
import Datasets

/// The layers that a configuration describes, with their places among the parameters.
///
/// Names are those of the obvious `nn.Sequential`s: encoder convolutions at 0, 2, …, `Flatten`, then
/// `Linear`s; decoder `Linear`s, `Unflatten`, then transposed convolutions; nonlinearities between.
struct Architecture {
    let encoderShapes: [ConvolutionShape]
    let encoderConvolutions: [LayerParameters]
    let encoderDense: [Dense]
    let mean: Dense
    let logVariance: Dense
    let decoderDense: [Dense]
    let decoderShapes: [ConvolutionShape]
    let decoderConvolutions: [LayerParameters]
    /// Where a Gaussian decoder's `pixel_log_variance` is; last, so that all else is as without it.
    let pixelLogVariance: Int?
    let slots: [ParameterSlot]

    init(_ configuration: VAEConfiguration) {
        var planner = ParameterPlanner()
        let shapes = ConvolutionShape.strided(
            configuration.image, channels: configuration.channels,
            kernelSize: configuration.kernelSize)
        let features =
            shapes.last.map {
                FeatureAxis(channels: $0.smallChannels, pixels: $0.smallPixels)
            } ?? .plain(configuration.image.count)
        let hidden = configuration.hiddenWidths.map(FeatureAxis.plain)
        let latent = FeatureAxis.plain(configuration.latentSize)

        encoderShapes = shapes
        encoderConvolutions = shapes.enumerated().map {
            planner.convolution("encoder.\(2 * $0.offset)", $0.element)
        }
        let flattened = 2 * shapes.count + 1
        encoderDense = zip([features] + hidden, hidden).enumerated().map {
            planner.dense(
                "encoder.\(flattened + 2 * $0.offset)", inputs: $0.element.0, outputs: $0.element.1)
        }
        let top = hidden.last ?? features
        mean = planner.dense("mean", inputs: top, outputs: latent)
        logVariance = planner.dense("log_variance", inputs: top, outputs: latent)

        let widths = [latent] + hidden.reversed() + [features]
        decoderDense = zip(widths, widths.dropFirst()).enumerated().map {
            planner.dense("decoder.\(2 * $0.offset)", inputs: $0.element.0, outputs: $0.element.1)
        }
        let unflattened = 2 * decoderDense.count + 1
        decoderShapes = shapes.reversed()
        decoderConvolutions = shapes.reversed().enumerated().map {
            planner.transposedConvolution("decoder.\(unflattened + 2 * $0.offset)", $0.element)
        }
        pixelLogVariance =
            configuration.likelihood == .gaussian
            ? planner.constant("pixel_log_variance", PixelVariance.initial) : nil
        slots = planner.slots
    }
}
