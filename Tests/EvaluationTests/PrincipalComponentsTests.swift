import Compute
import Datasets
import Testing

@testable import Evaluation

@Suite struct PrincipalComponentsTests {
    private func sets(_ example: MetricsFixture.Components) -> (train: ImageSet, test: ImageSet) {
        let shape = ImageShape(height: example.height, width: example.width)
        return (
            ImageSet(shape: shape, pixels: example.train, labels: nil),
            ImageSet(shape: shape, pixels: example.test, labels: nil)
        )
    }

    @Test func agreesWithScikitLearn() throws {
        let example = try MetricsFixture.load().components
        let (train, test) = sets(example)
        let components = try PrincipalComponents(fitting: train)
        #expect(components.variances.count == example.variances.count)
        for (ours, theirs) in zip(components.variances, example.variances) {
            #expect(isNear(ours, theirs, 1e-12))
        }
        let back = components.reconstruct(test, 0..<test.count, components: example.kept)
        #expect(back.shape == [test.count, train.shape.count])
        for (ours, theirs) in zip(back.values, example.reconstruction) {
            #expect(isNear(Double(ours), theirs, 1e-6))
        }
        // The fixture reaches beyond both ends before it is clipped.
        #expect(back.values.min() == 0 && back.values.max() == 1)
    }

    @Test func errorsFallWithComponents() throws {
        let example = try MetricsFixture.load().components
        let (train, test) = sets(example)
        let components = try PrincipalComponents(fitting: train)
        let images = test.tensor(0..<test.count)
        let errors = [2, example.kept, 99].map { size in
            let others = components.reconstruct(test, 0..<test.count, components: size)
            return RunEvaluation.Estimate(SquaredError.perImage(images, others)).mean
        }
        #expect(errors[0] > errors[1])
        #expect(isNear(errors[1], example.mse, 1e-8))
        // As many components as pixels give the images back, and still have a number of decibels.
        #expect(errors[2] < 1e-12)
        let decibels = SquaredError.decibels(errors[2])
        #expect(decibels > 100 && decibels <= 200)
    }

    @Test func samplesAreTheProbabilisticModels() throws {
        let example = try GenerationFixture.load().linear
        let images = ImageSet(
            shape: ImageShape(height: example.height, width: example.width),
            pixels: example.images, labels: nil)
        let components = try PrincipalComponents(fitting: images)
        let left = components.variances[example.kept...]
        #expect(isNear(left.reduce(0, +) / Double(left.count), example.noise, 1e-10))
        let count = 20_000
        let samples = components.samples(0..<count, components: example.kept, seed: 3)
        let moments = GroupedMoments(
            FeatureMatrix(samples), group: (0..<count).map { $0 % 2 }, groups: 2)
        let largest = example.covariance.max() ?? 0
        for (ours, theirs) in zip(moments.whole.covariance, example.covariance) {
            // Five standard errors of a covariance.
            #expect(abs(ours - theirs) < 5 * largest * (2 / Double(count)).squareRoot())
        }
        for (ours, theirs) in zip(moments.whole.mean, example.mean) {
            #expect(abs(ours - theirs) < 5 * (largest / Double(count)).squareRoot())
        }
        // Any block, any order.
        let part = components.samples(7..<9, components: example.kept, seed: 3)
        for (one, other) in zip(part.values, samples.rows(7..<9).values) {
            #expect(abs(one - other) < 1e-6)
        }
    }

    @Test func blocksDoNotChangeAReconstruction() throws {
        let example = try MetricsFixture.load().components
        let (train, test) = sets(example)
        let components = try PrincipalComponents(fitting: train)
        let whole = components.reconstruct(test, 0..<test.count, components: 3)
        let part = components.reconstruct(test, 2..<5, components: 3)
        for (one, other) in zip(whole.rows(2..<5).values, part.values) {
            #expect(isNear(Double(one), Double(other), 1e-6))
        }
    }

    @Test func oneImageIsItsOwnMean() throws {
        let shape = ImageShape(height: 1, width: 2)
        let image = ImageSet(shape: shape, pixels: [0, 255], labels: nil)
        let components = try PrincipalComponents(fitting: image)
        #expect(components.variances == [0, 0])
        #expect(components.reconstruct(image, 0..<1, components: 1).values == [0, 1])
    }
}
