import Compute

/// One layer of a decoder, for those who run it elsewhere.
public struct DecoderLayer: Codable, Hashable, Sendable {
    /// The maps that a transposed convolution goes from and to, and its window.
    public struct Window: Codable, Hashable, Sendable {
        /// Of the map that comes in.
        public let height: Int, width: Int
        /// Of the map that goes out.
        public let outputHeight: Int, outputWidth: Int
        /// PyTorch's `kernel_size`, `stride` and `padding`; `output_padding` follows from the maps.
        public let kernel: Int, stride: Int, padding: Int
    }

    /// PyTorch's, without `.weight` and `.bias`: `decoder.0`.
    public let name: String
    /// Features, or channels of maps.
    public let inputs: Int, outputs: Int
    /// Of a transposed convolution, weights [inputs, outputs, kernel, kernel]; nil for a
    /// fully-connected layer, weights [outputs, inputs].
    public let window: Window?
    /// The nonlinearity after it; nil after the last layer, whose outputs are logits.
    public let activation: Activation?

    /// Gives the parts as they are.
    public init(
        name: String, inputs: Int, outputs: Int, window: Window?, activation: Activation?
    ) {
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        self.window = window
        self.activation = activation
    }

    /// The number of its weights, without biases.
    public var weightCount: Int { inputs * outputs * (window.map { $0.kernel * $0.kernel } ?? 1) }

    /// The axis of the outputs in the weights.
    var outputAxis: Int { window == nil ? 0 : 1 }
}

extension VAE {
    /// The decoder's layers in order. A map is flattened in the order channels, height, width.
    public var decoderLayers: [DecoderLayer] {
        var layers: [DecoderLayer] = []
        func add(
            _ parameters: LayerParameters, _ inputs: Int, _ outputs: Int, _ shape: ConvolutionShape?
        ) {
            let slot = architecture.slots.first { $0.offset == parameters.weights }
            guard let name = slot?.name.dropLast(".weight".count) else {
                preconditionFailure("a layer without parameters")
            }
            let isLast =
                layers.count + 1
                == architecture.decoderDense.count + architecture.decoderShapes.count
            layers.append(
                DecoderLayer(
                    name: String(name), inputs: inputs, outputs: outputs,
                    window: shape.map {
                        DecoderLayer.Window(
                            height: $0.smallHeight, width: $0.smallWidth,
                            outputHeight: $0.largeHeight, outputWidth: $0.largeWidth,
                            kernel: $0.kernel, stride: $0.stride, padding: $0.padding)
                    }, activation: isLast ? nil : configuration.activation))
        }
        for dense in architecture.decoderDense {
            add(dense.parameters, dense.inputs, dense.outputs, nil)
        }
        for (shape, parameters) in zip(
            architecture.decoderShapes, architecture.decoderConvolutions)
        {
            add(parameters, shape.smallChannels, shape.largeChannels, shape)
        }
        return layers
    }
}
