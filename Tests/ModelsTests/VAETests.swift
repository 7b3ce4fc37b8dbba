import Compute
import Datasets
import Foundation
import Testing

@testable import Models

@Suite struct VAETests {
    private let configuration = VAEConfiguration(
        image: ImageShape(height: 28, width: 28), latentSize: 5)

    @Test func namesAndShapesAreThoseOfTheSequentials() {
        let shapes = VAE(configuration, seed: 1).parameters.map { ($0.name, $0.tensor.shape) }
        let expected: [(String, [Int])] = [
            ("encoder.0.weight", [32, 1, 4, 4]), ("encoder.0.bias", [32]),
            ("encoder.2.weight", [64, 32, 4, 4]), ("encoder.2.bias", [64]),
            ("encoder.5.weight", [256, 3136]), ("encoder.5.bias", [256]),
            ("mean.weight", [5, 256]), ("mean.bias", [5]),
            ("log_variance.weight", [5, 256]), ("log_variance.bias", [5]),
            ("decoder.0.weight", [256, 5]), ("decoder.0.bias", [256]),
            ("decoder.2.weight", [3136, 256]), ("decoder.2.bias", [3136]),
            ("decoder.5.weight", [64, 32, 4, 4]), ("decoder.5.bias", [32]),
            ("decoder.7.weight", [32, 1, 4, 4]), ("decoder.7.bias", [1]),
        ]
        #expect(shapes.map(\.0) == expected.map(\.0) && shapes.map(\.1) == expected.map(\.1))
    }

    @Test func firstWeightsFillTheirBounds() {
        for parameter in VAE(configuration, seed: 3).parameters
        where parameter.tensor.shape.count > 1 && parameter.tensor.values.count >= 1000 {
            let shape = parameter.tensor.shape
            let bound = 1 / Float(shape.dropFirst().reduce(1, *)).squareRoot()
            let values = parameter.tensor.values
            #expect(values.allSatisfy { abs($0) <= bound })
            #expect((values.map(abs).max() ?? 0) > 0.95 * bound)
            // Uniform within ±bound: the mean square is bound² / 3.
            let meanSquare = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
            #expect(abs(meanSquare / (bound * bound / 3) - 1) < 0.1)
        }
    }

    @Test func loadingWhatWasNamedChangesNothing() throws {
        let first = VAE(configuration, seed: 1)
        let second = VAE(configuration, seed: 2)
        #expect(first.flatParameters != second.flatParameters)
        try second.load(first.parameters.reversed())
        #expect(first.flatParameters == second.flatParameters)
    }

    @Test func loadingRefusesWhatDoesNotFit() {
        let model = VAE(configuration, seed: 1)
        let before = model.flatParameters
        let good = model.parameters
        let bias = NamedTensor(name: "mean.bias", tensor: Tensor(zeros: [5]))
        let others = good.filter { $0.name != "mean.bias" }
        let infinite = NamedTensor(
            name: "mean.bias", tensor: Tensor(shape: [5], values: [0, 1, 2, .infinity, 4]))
        let cases: [([NamedTensor], ModelError)] = [
            (others, .missingParameter("mean.bias")),
            (good + [bias], .repeatedParameter("mean.bias")),
            (
                good + [NamedTensor(name: "extra", tensor: Tensor(zeros: [1]))],
                .unknownParameter("extra")
            ),
            (
                others + [NamedTensor(name: "mean.bias", tensor: Tensor(zeros: [6]))],
                .wrongShape("mean.bias", expected: [5], found: [6])
            ),
            (others + [infinite], .notFinite("mean.bias")),
        ]
        for (parameters, error) in cases {
            #expect(throws: error) { try model.load(parameters) }
        }
        #expect(model.flatParameters == before)
    }

    @Test func inferenceDoesNotDependOnTheNumberOfImages() {
        let model = VAE(configuration, seed: 1)
        let images = Tensor(
            shape: [230, 784], values: (0..<230 * 784).map { Float($0 % 97) / 97 })
        let all = model.encode(images)
        let part = model.encode(images.rows(0..<100))
        #expect(all.mean.rows(0..<100) == part.mean)
        #expect(all.mean.shape == [230, 5] && all.logVariance.shape == [230, 5])
        let logits = model.decode(all.mean)
        #expect(logits.shape == [230, 784])
        #expect(logits.rows(0..<100) == model.decode(part.mean))
        let means = model.decodeMeans(part.mean)
        for (mean, logit) in zip(means.values, logits.values).prefix(2000) {
            #expect(abs(mean - 1 / (1 + exp(-logit))) < 1e-6)
        }
        #expect(model.encode(Tensor(zeros: [0, 784])).mean.shape == [0, 5])
    }

    @Test func impossibleModelsAreRefused() {
        var configuration = configuration
        configuration.channels = [8, 8, 8, 8, 8, 8]
        #expect(throws: ModelError.self) { try configuration.validate() }
        configuration.channels = [32, 64]
        #expect(throws: Never.self) { try configuration.validate() }
        configuration.hiddenWidths = []
        #expect(throws: ModelError.self) { try configuration.validate() }
    }
}
