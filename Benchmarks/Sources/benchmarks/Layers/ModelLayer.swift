import Compute
import Datasets
import Models

/// One layer of a VAE with the work it does on one image.
struct ModelLayer {
    /// What it computes.
    enum Kind {
        /// Large map to small.
        case convolution(ConvolutionShape)
        /// Small map to large; named as the convolution it is the adjoint of.
        case transposed(ConvolutionShape)
        /// Fully connected.
        case dense(inputs: Int, outputs: Int)
    }

    /// `conv 1→32, 28x28`, …
    let name: String
    /// What it computes.
    let kind: Kind

    /// Floating-point operations of a forward pass on one image: two for each multiplication with
    /// addition, those on the border's zeros too. Either gradient takes as many.
    var operations: Double {
        switch kind {
        case .convolution(let shape), .transposed(let shape):
            2.0 * Double(shape.smallPixels * shape.weightCount)
        case .dense(let inputs, let outputs): 2.0 * Double(inputs * outputs)
        }
    }
}

extension VAEConfiguration {
    /// The layers in the order in which a training passes them; the two heads are one layer of
    /// twice the width.
    var layers: [ModelLayer] {
        let encoder = shapes.map { ModelLayer(name: $0.name("conv"), kind: .convolution($0)) }
        let decoder = shapes.reversed().map {
            ModelLayer(name: $0.name("transposed"), kind: .transposed($0))
        }
        let features = shapes.last?.smallCount ?? image.count
        let down = [features] + hiddenWidths
        let up = [latentSize] + hiddenWidths.reversed() + [features]
        let heads = [down[down.count - 1], 2 * latentSize]
        let dense = [down, heads, up].flatMap { widths in
            zip(widths, widths.dropFirst()).map { inputs, outputs in
                ModelLayer(
                    name: "dense \(inputs)→\(outputs)",
                    kind: .dense(inputs: inputs, outputs: outputs))
            }
        }
        return encoder + dense + decoder
    }

    /// Floating-point operations of one image's part of a training step: forward, data gradient and
    /// weight gradient of every layer, but no gradient of the images. 30.0 million for the default
    /// model at d = 16. What has no multiplication with addition (nonlinearities, loss, Adam) counts
    /// as nothing.
    var stepOperations: Double {
        3 * layers.reduce(0) { $0 + $1.operations } - (layers.first?.operations ?? 0)
    }

    /// Floating-point operations of encoding one image, and of decoding one.
    var inferenceOperations: (encode: Double, decode: Double) {
        let half = shapes.count + hiddenWidths.count + 1
        let all = layers.map(\.operations)
        return (all.prefix(half).reduce(0, +), all.dropFirst(half).reduce(0, +))
    }

    private var shapes: [ConvolutionShape] {
        ConvolutionShape.strided(image, channels: channels, kernelSize: kernelSize)
    }
}

extension ConvolutionShape {
    fileprivate func name(_ kind: String) -> String {
        let large = "\(largeHeight)x\(largeWidth)x\(largeChannels)"
        let small = "\(smallHeight)x\(smallWidth)x\(smallChannels)"
        return kind == "conv" ? "\(kind) \(large)→\(small)" : "\(kind) \(small)→\(large)"
    }
}
