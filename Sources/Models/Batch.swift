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

    /// Takes memory for `capacity` images of a model.
    public init(_ configuration: VAEConfiguration, capacity: Int) {
        self.capacity = capacity
        pixelCount = configuration.image.count
        latentSize = configuration.latentSize
        images = Buffer(count: capacity * pixelCount)
        noise = Buffer(count: capacity * latentSize)
    }

    /// Takes the images at `indices` of `set`, divided by 255.
    ///
    /// - Precondition: they fit, and are of the model's size.
    public func load(_ set: ImageSet, at indices: ArraySlice<Int>) {
        precondition(indices.count <= capacity && set.shape.count == pixelCount, "a wrong batch")
        count = indices.count
        set.pixels.withUnsafeBufferPointer { pixels in
            var out = images.pointer
            for index in indices {
                for pixel in pixels[index * pixelCount..<(index + 1) * pixelCount] {
                    out.pointee = Float(pixel) * (1 / 255)
                    out += 1
                }
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

    /// Draws the noise of all images in use.
    public func drawNoise(_ generator: inout Philox) {
        for index in 0..<count * latentSize { noise.pointer[index] = Float(generator.normal()) }
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
