import Compute
import Datasets
import Testing

@testable import Models

@Suite struct BatchTests {
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
