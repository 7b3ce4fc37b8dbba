import Compute
import Datasets
import Testing

@testable import Models

@Suite struct CodedDecoderTests {
    private static let square = ImageShape(height: 28, width: 28)
    private static let configurations = [
        VAEConfiguration(image: square, latentSize: 5),
        VAEConfiguration(
            image: ImageShape(height: 15, width: 15), latentSize: 3, channels: [4, 6, 8],
            kernelSize: 3, hiddenWidths: [64, 32], activation: .relu,
            likelihood: .continuousBernoulli),
        VAEConfiguration(
            image: ImageShape(height: 9, width: 9), latentSize: 2, channels: [],
            hiddenWidths: [20], likelihood: .gaussian),
    ]

    /// What layers say of themselves fits their parameters, and one leads to the next.
    @Test(arguments: configurations)
    func layersAreThoseOfTheParameters(_ configuration: VAEConfiguration) {
        let model = VAE(configuration, seed: 1)
        let layers = model.decoderLayers
        let expected = layers.flatMap { layer -> [(String, [Int])] in
            let shape =
                layer.window.map { [layer.inputs, layer.outputs, $0.kernel, $0.kernel] }
                ?? [layer.outputs, layer.inputs]
            return [("\(layer.name).weight", shape), ("\(layer.name).bias", [layer.outputs])]
        }
        let found = model.parameters.filter { $0.name.hasPrefix("decoder.") }
        #expect(found.map(\.name) == expected.map(\.0))
        #expect(found.map(\.tensor.shape) == expected.map(\.1))
        #expect(layers.first?.inputs == configuration.latentSize)
        #expect(layers.last?.activation == nil)
        #expect(layers.dropLast().allSatisfy { $0.activation == configuration.activation })
        func size(_ layer: DecoderLayer) -> Int {
            layer.outputs * (layer.window.map { $0.outputHeight * $0.outputWidth } ?? 1)
        }
        for (layer, next) in zip(layers, layers.dropFirst()) {
            let pixels = next.window.map { $0.height * $0.width } ?? 1
            #expect(size(layer) == next.inputs * pixels)
        }
        #expect(layers.last.map(size) == configuration.image.count)
        #expect(
            CodedDecoder.parameterCount(model)
                == expected.reduce(0) { $0 + $1.1.reduce(1, *) })
    }

    /// With all layers alike, and with every other one in two bytes.
    @Test(arguments: configurations, [[WeightCode.int8], [.fp16], [.int8, .fp16]])
    func bytesHoldScalesBiasesAndCodes(_ configuration: VAEConfiguration, _ kinds: [WeightCode]) {
        let model = VAE(configuration, seed: 2)
        let codes = model.decoderLayers.indices.map { kinds[$0 % kinds.count] }
        let coded = CodedDecoder(model, codes: codes)
        #expect(coded.codes == codes)
        let bytes = coded.bytes
        let channels = coded.layers.map(\.outputs).reduce(0, +)
        let weights = coded.weights.reduce(0) { $0 + $1.code.width * $1.shape.reduce(1, *) }
        #expect(bytes.count == 8 * channels + weights)
        #expect(coded.layers.map(\.weightCount) == coded.weights.map { $0.shape.reduce(1, *) })
        func float(_ place: Int) -> Float {
            Float(
                bitPattern: bytes[4 * place..<4 * place + 4].reversed().reduce(0) {
                    $0 << 8 | UInt32($1)
                })
        }
        var place = 0
        for (weights, biases) in zip(coded.weights, coded.biases) {
            for value in weights.scales + biases {
                #expect(float(place) == value)
                place += 1
            }
        }
        #expect(Array(bytes[(4 * place)...]) == coded.weights.flatMap(\.codes))
    }

    /// The encoder stays, the decoder becomes what is carried, and two bytes come nearer than one.
    @Test(arguments: configurations)
    func restoredModelsAreNearTheirs(_ configuration: VAEConfiguration) throws {
        let model = VAE(configuration, seed: 3)
        let latents = Tensor(
            shape: [20, configuration.latentSize],
            values: Philox(seed: 1, purpose: .examples).normals(20 * configuration.latentSize))
        let exact = model.decode(latents).values
        let errors = try WeightCode.allCases.map { code in
            let coded = CodedDecoder(model, code: code)
            let restored = try coded.restored(in: model)
            for (one, other) in zip(restored.parameters, model.parameters) {
                let isRounded = one.name.hasPrefix("decoder.") && one.name.hasSuffix(".weight")
                #expect((one.tensor == other.tensor) == !isRounded, "\(one.name)")
            }
            return zip(restored.decode(latents).values, exact).map { abs($0 - $1) }.max() ?? 0
        }
        #expect(errors[0] > 0 && errors[0] < 0.05)
        #expect(errors[1] > 0 && errors[1] < errors[0] / 4)
    }

    @Test func anotherArchitectureIsRefused() {
        let coded = CodedDecoder(VAE(Self.configurations[0], seed: 1), code: .int8)
        #expect(throws: ModelError.self) {
            _ = try coded.restored(in: VAE(Self.configurations[1], seed: 1))
        }
    }
}
