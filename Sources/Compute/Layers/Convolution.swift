/// A strided convolution and its adjoint on a few images at a time.
///
/// This is the seam for faster kernels: windows are written out as the rows of a matrix and
/// multiplied by OpenBLAS, a chunk of images at a time so that the matrix stays in the L2 cache.
/// Large maps are padded: [images, height + 2p, width + 2p, channels], their border zero. Small maps
/// are [images, height, width, channels]. Biases and nonlinearities are the caller's.
public final class Convolution {
    /// Images that one call may take.
    public static let imagesPerChunk = 4

    /// The maps and the window.
    public let shape: ConvolutionShape
    /// [images, small pixels, window]
    private let windows: Buffer
    private let kernels = Elementwise.shared

    /// Takes working memory for a chunk.
    public init(_ shape: ConvolutionShape) {
        self.shape = shape
        windows = Buffer(count: Self.imagesPerChunk * shape.smallPixels * shape.windowCount)
    }

    /// Large to small: the convolution's output, the data gradient of the transposed one.
    public func correlate(
        large: UnsafePointer<Float>, weights: UnsafePointer<Float>,
        into small: UnsafeMutablePointer<Float>, images: Int
    ) {
        gather(large, images: images)
        multiplyWindows(weights: weights, into: small, images: images)
    }

    /// Small to large: the transposed convolution's output, the data gradient of the convolution.
    /// The whole large map is overwritten, its border with what falls there.
    public func spread(
        small: UnsafePointer<Float>, weights: UnsafePointer<Float>,
        into large: UnsafeMutablePointer<Float>, images: Int
    ) {
        LinearAlgebra.multiply(
            small, weights, transposingB: true, into: windows.pointer,
            rows: images * shape.smallPixels, columns: shape.windowCount,
            inner: shape.smallChannels)
        large.update(repeating: 0, count: images * shape.paddedCount)
        for image in 0..<images {
            kernels.scatter(
                windows.pointer + image * shape.smallPixels * shape.windowCount,
                into: large + image * shape.paddedCount, shape)
        }
    }

    /// Adds the gradient of the weights, [window, small channels], summed over pixels and images.
    public func addWeightGradient(
        large: UnsafePointer<Float>, small: UnsafePointer<Float>,
        to gradient: UnsafeMutablePointer<Float>, images: Int
    ) {
        gather(large, images: images)
        addWindowsGradient(small: small, to: gradient, images: images)
    }

    /// Both gradients of a transposed convolution from that of its output, gathered once.
    public func transposedGradients(
        large: UnsafePointer<Float>, small: UnsafePointer<Float>,
        weights: UnsafePointer<Float>, addingTo weightGradient: UnsafeMutablePointer<Float>,
        into smallGradient: UnsafeMutablePointer<Float>, images: Int
    ) {
        gather(large, images: images)
        multiplyWindows(weights: weights, into: smallGradient, images: images)
        addWindowsGradient(small: small, to: weightGradient, images: images)
    }

    private func gather(_ large: UnsafePointer<Float>, images: Int) {
        precondition(images <= Self.imagesPerChunk, "more images than a chunk holds")
        for image in 0..<images {
            kernels.gather(
                large + image * shape.paddedCount,
                into: windows.pointer + image * shape.smallPixels * shape.windowCount, shape)
        }
    }

    private func multiplyWindows(
        weights: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int
    ) {
        LinearAlgebra.multiply(
            windows.pointer, weights, into: small, rows: images * shape.smallPixels,
            columns: shape.smallChannels, inner: shape.windowCount)
    }

    private func addWindowsGradient(
        small: UnsafePointer<Float>, to gradient: UnsafeMutablePointer<Float>, images: Int
    ) {
        LinearAlgebra.multiply(
            windows.pointer, transposingA: true, small, into: gradient, rows: shape.windowCount,
            columns: shape.smallChannels, inner: images * shape.smallPixels, accumulating: true)
    }
}

@available(*, unavailable)
extension Convolution: Sendable {}
