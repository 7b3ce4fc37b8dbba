public import Compute
public import Datasets

/// Images and posterior noise of one step, in memory that is used again for the next.
///
/// One owner, one thread.
public final class Batch {
    /// Images in use.
    public private(set) var count = 0
    /// Images there is room for.
    public let capacity: Int
    /// [images, pixels], 0…1.
    let images: Buffer
    /// [images, latentSize], standard normal.
    let noise: Buffer
    private let pixelCount: Int, latentSize: Int
    /// One image in black and white.
    private var drawn: [UInt8]

    /// Takes memory for `capacity` images of a model.
    public init(_ configuration: VAEConfiguration, capacity: Int) {
        self.capacity = capacity
        pixelCount = configuration.image.count
        latentSize = configuration.latentSize
        images = Buffer(count: capacity * pixelCount)
        noise = Buffer(count: capacity * latentSize)
        drawn = [UInt8](repeating: 0, count: pixelCount)
    }

    /// Takes the images at `indices` of `set`, divided by 255; with a binarization, black and white
    /// drawn from them by their places in the set.
    ///
    /// - Precondition: they fit, and are of the model's size.
    public func load(
        _ set: ImageSet, at indices: ArraySlice<Int>, binarization: Binarization? = nil
    ) {
        precondition(indices.count <= capacity && set.shape.count == pixelCount, "a wrong batch")
        count = indices.count
        guard let binarization else { return images.fill(from: set, at: indices) }
        set.pixels.withUnsafeBufferPointer { pixels in
            var out = images.pointer
            for index in indices {
                let image = UnsafeBufferPointer(
                    rebasing: pixels[index * pixelCount..<(index + 1) * pixelCount])
                drawn.withUnsafeMutableBufferPointer { drawn in
                    guard let first = drawn.baseAddress else { return }
                    binarization.draw(image, image: index, into: first)
                    Kernels.shared.unit(first, into: out, count: pixelCount)
                }
                out += pixelCount
            }
        }
    }

    /// Takes images [n, pixels] with values in 0…1.
    ///
    /// - Precondition: they fit, and are of the model's size.
    public func load(_ tensor: Tensor) {
        precondition(
            tensor.shape == [tensor.shape[0], pixelCount] && tensor.shape[0] <= capacity,
            "a wrong batch")
        count = tensor.shape[0]
        images.assign(tensor.values)
    }

    /// Draws the noise of all images in use from a stream in which the batch's first image is image
    /// `first`: an image's noise does not depend on how images are parted into batches.
    public func drawNoise(_ stream: Philox, from first: Int = 0) {
        stream.fillNormals(noise.pointer, from: first * latentSize, count: count * latentSize)
    }

    /// Takes noise [n, latentSize] from elsewhere.
    ///
    /// - Precondition: as many rows as images in use.
    public func setNoise(_ tensor: Tensor) {
        precondition(tensor.shape == [count, latentSize], "noise of a wrong shape")
        noise.assign(tensor.values)
    }
}

@available(*, unavailable)
extension Batch: Sendable {}
