import Compute
import Datasets

/// Inputs made up for measurements.
enum RandomValues {
    /// Uniform in ±(1/8…1): no zeros, and no denormal numbers even after several products.
    static func buffer(_ count: Int, stream: UInt64 = 0) -> Buffer {
        var generator = Philox(seed: 1, purpose: .examples, stream: stream)
        let buffer = Buffer(count: count)
        for index in 0..<count {
            let magnitude = Float(0.125 + 0.875 * generator.uniform())
            buffer.pointer[index] = generator.next() & 1 == 0 ? magnitude : -magnitude
        }
        return buffer
    }

    /// Images of random grey, every pixel above 0.
    static func images(_ shape: ImageShape, count: Int) -> ImageSet {
        var generator = Philox(seed: 1, purpose: .examples, stream: 1)
        let pixels = (0..<count * shape.count).map { _ in UInt8(1 + generator.below(255)) }
        return ImageSet(shape: shape, pixels: pixels, labels: nil)
    }
}
