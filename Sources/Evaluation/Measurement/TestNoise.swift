import Compute

/// The standard normal noise with which test images' latents are drawn.
///
/// Each image has a stream of its own, so the noise of an image is the same in any block.
struct TestNoise {
    let seed: UInt64
    let latentSize: Int

    /// [n, latentSize] for the images of `range`.
    func rows(_ range: Range<Int>) -> Tensor {
        var values: [Float] = []
        values.reserveCapacity(range.count * latentSize)
        for image in range {
            let stream = UInt64(truncatingIfNeeded: latentSize) << 32 | UInt64(image)
            values += Philox(seed: seed, purpose: .testNoise, stream: stream).normals(latentSize)
        }
        return Tensor(shape: [range.count, latentSize], values: values)
    }
}
