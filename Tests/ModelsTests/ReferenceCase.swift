import Compute
import Datasets
import Foundation
import Models
import Testing

/// One model of `reference.json`, which `make_reference.py` computed with PyTorch.
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
    let side: Int, channels: [Int], kernelSize: Int, hiddenWidths: [Int], latentSize: Int
    let activation: Activation, images: Int, klWeight: Double
    /// Bernoulli where there is none; the Gaussian's `pixel_log_variance`.
    let likelihood: Likelihood?, logVariance: Float?
    let reconstruction: Double, klPerDimension: [Double]
    /// Sum, two weighted sums and the Euclidean norm of each parameter's gradient.
    let gradients: [String: [Double]]
    /// The objective before each of ten steps of Adam at 1e-3.
    let losses: [Double]

    var testDescription: String {
        "\(side)x\(side), channels \(channels), kernel \(kernelSize), \(activation), "
            + "\(likelihood ?? .bernoulli)"
    }

    static let all: [ReferenceCase] = {
        guard
            let url = Bundle.module.url(
                forResource: "reference", withExtension: "json", subdirectory: "Fixtures"),
            let data = try? Data(contentsOf: url),
            let cases = try? JSONDecoder().decode([ReferenceCase].self, from: data)
        else { return [] }
        return cases
    }()

    var configuration: VAEConfiguration {
        VAEConfiguration(
            image: ImageShape(height: side, width: side), latentSize: latentSize,
            channels: channels, kernelSize: kernelSize, hiddenWidths: hiddenWidths,
            activation: activation, likelihood: likelihood ?? .bernoulli)
    }

    /// The model with the script's parameters.
    func model() throws -> VAE {
        let model = VAE(configuration, seed: 0)
        let named = model.parameters.enumerated().map { index, parameter in
            let shape = parameter.tensor.shape
            if let logVariance, parameter.name == "pixel_log_variance" {
                return NamedTensor(
                    name: parameter.name, tensor: Tensor(shape: shape, values: [logVariance]))
            }
            let fanIn = shape.dropFirst().reduce(1, *)
            let bound = shape.count > 1 ? 1.5 / Double(fanIn).squareRoot() : 0.1
            let values = wave(shape.reduce(1, *), index).map { Float(Double($0) * bound) }
            return NamedTensor(
                name: parameter.name, tensor: Tensor(shape: shape, values: values))
        }
        try model.load(named)
        return model
    }

    /// The script's images and noise of one step.
    func batch(step: Int) -> Batch {
        let batch = Batch(configuration, capacity: images)
        let pixels = wave(images * side * side, 50).map { value in
            let magnitude = Double(value.magnitude)
            return Float(magnitude * magnitude * magnitude)
        }
        batch.load(Tensor(shape: [images, side * side], values: pixels))
        batch.setNoise(
            Tensor(shape: [images, latentSize], values: wave(images * latentSize, 60 + step)))
        return batch
    }
}

/// The numbers that both sides make: in -1…1.
func wave(_ count: Int, _ seed: Int) -> [Float] {
    (0..<count).map { Float(sin(Double($0) * (0.37 + 0.011 * Double(seed)) + 1.3 * Double(seed))) }
}
