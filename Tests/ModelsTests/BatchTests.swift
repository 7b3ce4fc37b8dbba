import Compute
import Datasets
import Testing

@testable import Models

@Suite struct BatchTests {
    private static let configuration = VAEConfiguration(
        image: ImageShape(height: 5, width: 5), latentSize: 3)

    private static func noise(images: Int, from first: Int) -> [Float] {
        let batch = Batch(configuration, capacity: 40)
        batch.load(Tensor(zeros: [images, 25]))
        batch.drawNoise(Philox(seed: 2, purpose: .validationNoise), from: first)
        return Array(batch.noise.values.prefix(images * 3))
    }

    @Test func noiseDoesNotDependOnHowImagesAreParted() {
        let whole = Self.noise(images: 40, from: 0)
        #expect(whole == Philox(seed: 2, purpose: .validationNoise).normals(120))
        #expect(whole == (0..<4).flatMap { Self.noise(images: 10, from: 10 * $0) })
        #expect(whole == Self.noise(images: 33, from: 0) + Self.noise(images: 7, from: 33))
    }

    @Test func aBatchThatDoesNotFillItsMemoryIsDividedByItsOwnCount() {
        let model = VAE(Self.configuration, seed: 1)
        let images = Tensor(shape: [5, 25], values: (0..<125).map { Float($0 % 9) / 9 })
        let noise = Tensor(
            shape: [5, Self.configuration.latentSize],
            values: (0..<5 * Self.configuration.latentSize).map { Float($0 % 5) - 2 })
        let gradients = [5, 8].map { capacity in
            let batch = Batch(Self.configuration, capacity: capacity)
            batch.load(images)
            batch.setNoise(noise)
            _ = model.differentiate(batch, klWeight: 1)
            return model.gradients
        }
        #expect(gradients[0] == gradients[1])
    }

    @Test func sumsAreAddedToAndTheGradientIsTheBatchsOwn() {
        let model = VAE(Self.configuration, seed: 1)
        let batch = Batch(Self.configuration, capacity: 8)
        batch.load(Tensor(shape: [8, 25], values: (0..<200).map { Float($0 % 9) / 9 }))
        batch.drawNoise(Philox(seed: 2, purpose: .trainingNoise))
        let first = model.differentiate(batch, klWeight: 1)
        let gradients = model.gradients
        var sums = first
        model.differentiate(batch, klWeight: 1, addingTo: &sums) { _, _, _ in }
        _ = model.differentiate(batch, klWeight: 1)
        #expect(model.gradients == gradients)
        #expect(sums.count == 16 && sums.reconstruction == 2 * first.reconstruction)
        for (twice, once) in zip(sums.klPerDimension, first.klPerDimension) {
            #expect(abs(twice - 2 * once) <= 1e-12 * twice)
        }
        model.elbo(batch, addingTo: &sums)
        #expect(sums.count == 24 && abs(sums.kl - 3 * first.kl) <= 1e-12 * sums.kl)
    }

    @Test func binaryImagesAreThoseOfTheSet() {
        let shape = ImageShape(height: 5, width: 5)
        let set = ImageSet(
            shape: shape, pixels: (0..<250).map { UInt8($0 % 256) }, labels: nil)
        let batch = Batch(VAEConfiguration(image: shape, latentSize: 1), capacity: 4)
        let indices = [9, 2, 5][...]
        batch.load(set, at: indices)
        let grey = batch.images.values.prefix(75)
        #expect(Array(grey) == set.selecting([9, 2, 5]).pixels.map { Float($0) * (1 / 255) })
        batch.load(set, at: indices, binarization: .epoch(3, seed: 4))
        // In another order than the set's, by the places in the set.
        let drawn = set.binarized(.epoch(3, seed: 4)).selecting([9, 2, 5])
        #expect(Array(batch.images.values.prefix(75)) == drawn.pixels.map { $0 == 0 ? 0 : 1 })
    }
}
