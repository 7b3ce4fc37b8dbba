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

    @Test func baselineIsMeasuredAtEverySizeInRisingOrder() throws {
        let example = try MetricsFixture.load().components
        let (train, test) = sets(example)
        let measurement = try BaselineMeasurement(
            training: train, test: test, fingerprint: ["a": "b"])
        var steps: [Int] = []
        let baseline = measurement.evaluation(latentSizes: [99, example.kept, 2]) {
            steps.append($0)
        }
        #expect(steps == [1, 2, 3])
        #expect(baseline.pca.map(\.latentSize) == [2, example.kept, 99])
        #expect(isNear(baseline.pca[1].mse, example.mse, 1e-8))
        #expect(baseline.pca[0].mse > baseline.pca[1].mse)
        // As many components as pixels give the images back, and still have a number of decibels.
        #expect(baseline.pca[2].mse < 1e-12)
        #expect(baseline.pca[2].psnr > 100 && baseline.pca[2].psnr <= 200)
        #expect(isNear(baseline.pca[2].ssim, 1, 1e-6))
        #expect(baseline.trainingImages == train.count && baseline.testImages == test.count)
        #expect(baseline.fingerprint == ["a": "b"])
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
