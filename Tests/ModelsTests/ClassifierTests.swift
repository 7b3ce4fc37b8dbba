import Compute
import Datasets
import Foundation
import Testing

@testable import Models
@testable import Training

/// A classifier against PyTorch in double precision: `Fixtures/make_classifier.py`.
@Suite struct ClassifierTests {
    private struct Reference: Decodable {
        let count: Int, side: Int, channels: [Int], featureCount: Int, classes: Int
        let pixels: [UInt8]
        let losses: [Double], features: [Double], logits: [Double], confidences: [Double]
        let gradients: [String: [Double]]

        static func load() throws -> Reference {
            let url = try #require(
                Bundle.module.url(
                    forResource: "classifier", withExtension: "json", subdirectory: "Fixtures"))
            return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
        }

        var images: ImageSet {
            ImageSet(
                shape: ImageShape(height: side, width: side), pixels: pixels,
                labels: (0..<count).map { UInt8($0 % classes) })
        }

        func classifier() throws -> Classifier {
            let classifier = Classifier(
                ClassifierConfiguration(
                    image: images.shape, classes: classes, channels: channels,
                    features: featureCount), seed: 0)
            try classifier.load(
                classifier.parameters.enumerated().map { index, parameter in
                    let shape = parameter.tensor.shape
                    let fanIn = shape.dropFirst().reduce(1, *)
                    let bound = shape.count > 1 ? 1.5 / Double(fanIn).squareRoot() : 0.1
                    let values = wave(shape.reduce(1, *), index).map { Float(Double($0) * bound) }
                    return NamedTensor(
                        name: parameter.name, tensor: Tensor(shape: shape, values: values))
                })
            return classifier
        }
    }

    private func check(_ ours: [Float], _ theirs: [Double], _ tolerance: Double, _ what: String) {
        #expect(ours.count == theirs.count, "\(what)")
        for (one, other) in zip(ours, theirs) {
            #expect(abs(Double(one) - other) < tolerance, "\(what)")
        }
    }

    @Test func predictionsAgreeWithPyTorch() throws {
        let reference = try Reference.load()
        let images = reference.images
        let tensor = Tensor(
            shape: [images.count, images.shape.count],
            values: images.pixels.map { Float($0) / 255 })
        let prediction = try reference.classifier().predict(tensor)
        check(prediction.features.values, reference.features, 1e-6, "features")
        check(prediction.logits.values, reference.logits, 1e-6, "logits")
        check(
            prediction.confidences.map { Float($0) }, reference.confidences, 1e-6, "confidences")
        for (row, label) in prediction.classes.enumerated() {
            let logits = reference.logits[row * reference.classes..<(row + 1) * reference.classes]
            #expect(logits[row * reference.classes + Int(label)] == logits.max())
        }
    }

    @Test func gradientsAgreeWithPyTorch() throws {
        let reference = try Reference.load()
        let classifier = try reference.classifier()
        let loss = classifier.differentiate(reference.images, at: Array(0..<reference.count)[...])
        #expect(isClose(loss / Double(reference.count), reference.losses[0], 1e-6))
        #expect(classifier.gradients.map(\.name).sorted() == reference.gradients.keys.sorted())
        for gradient in classifier.gradients {
            let theirs = try #require(reference.gradients[gradient.name])
            let largest = theirs.map(\.magnitude).max() ?? 0
            check(gradient.tensor.values, theirs, 1e-5 * largest, gradient.name)
        }
    }

    @Test func tenStepsOfAdamAgree() throws {
        let reference = try Reference.load()
        let classifier = try reference.classifier()
        let adam = Adam(parameterCount: classifier.parameterCount, step: 0, first: [], second: [])
        for (step, expected) in reference.losses.enumerated() {
            adam.begin(rate: 1e-3)
            let loss = classifier.differentiate(
                reference.images, at: Array(0..<reference.count)[...], use: adam.move)
            #expect(isClose(loss / Double(reference.count), expected, 2e-5), "step \(step)")
        }
    }

    @Test func theNumberOfThreadsChangesNothing() throws {
        let reference = try Reference.load()
        func trained(_ threads: [Int]) throws -> [NamedTensor] {
            let classifier = try reference.classifier()
            let adam = Adam(
                parameterCount: classifier.parameterCount, step: 0, first: [], second: [])
            for count in threads {
                classifier.workers = Workers(count: count)
                adam.begin(rate: 1e-3)
                _ = classifier.differentiate(
                    reference.images, at: Array(0..<reference.count)[...], use: adam.move)
            }
            return classifier.parameters
        }
        #expect(try trained([1, 1, 1]) == trained([4, 2, 3]))
    }
}
