import Compute

/// A decoder whose weights are written in few bits, so that it can be carried elsewhere.
public struct CodedDecoder: Sendable {
    /// In order.
    public let layers: [DecoderLayer]
    /// One a layer.
    public let weights: [CodedTensor]
    /// One a layer, unrounded.
    public let biases: [[Float]]

    /// Rounds the weights of a model's decoder, all in the same way.
    public init(_ model: VAE, code: WeightCode) {
        self.init(model, codes: model.decoderLayers.map { _ in code })
    }

    /// Rounds the weights of a model's decoder.
    ///
    /// - Precondition: there are as many codes as layers.
    public init(_ model: VAE, codes: [WeightCode]) {
        let named = Dictionary(
            uniqueKeysWithValues: model.parameters.map { ($0.name, $0.tensor) })
        func tensor(_ name: String) -> Tensor {
            guard let tensor = named[name] else { preconditionFailure("no parameter \(name)") }
            return tensor
        }
        layers = model.decoderLayers
        precondition(codes.count == layers.count, "codes of other layers")
        weights = zip(layers, codes).map {
            CodedTensor(tensor("\($0.name).weight"), axis: $0.outputAxis, code: $1)
        }
        biases = layers.map { tensor("\($0.name).bias").values }
    }

    /// How each layer's weights are written.
    public var codes: [WeightCode] { weights.map(\.code) }

    /// All numbers, little-endian: for each layer the scales of its output channels and its biases as
    /// binary32, then for each layer the codes of its weights in PyTorch's layout.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (weights, biases) in zip(weights, biases) {
            for value in weights.scales + biases {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
            }
        }
        for weights in weights { bytes += weights.codes }
        return bytes
    }

    /// The model that was given, with its decoder as it is rounded. Throws `ModelError` where it is of
    /// another architecture.
    public func restored(in model: VAE) throws -> VAE {
        let rounded = Dictionary(
            uniqueKeysWithValues: zip(layers, weights).map {
                ("\($0.name).weight", $1.restored)
            })
        let copy = VAE(model.configuration, seed: 0)
        try copy.load(
            model.parameters.map {
                NamedTensor(name: $0.name, tensor: rounded[$0.name] ?? $0.tensor)
            })
        return copy
    }

    /// The number of weights and biases of a model's decoder.
    public static func parameterCount(_ model: VAE) -> Int {
        model.parameters.filter { $0.name.hasPrefix("decoder.") }
            .reduce(0) { $0 + $1.tensor.values.count }
    }
}
