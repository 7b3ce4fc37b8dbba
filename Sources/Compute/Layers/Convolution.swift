/// A strided convolution and its adjoint on a few images at a time.
///
/// Maps lie as `large` and `small` say, borders included: nothing is copied out, windows are read in
/// place; what `correlate` writes lies as `output` says. Weights are loaded once and then serve any
/// number of threads, each with `scratchCount` floats of working memory of its own. Biases and
/// nonlinearities are the caller's.
public final class Convolution {
    /// Images that one call may take: what they need fits in an L2 cache.
    public static let imagesPerChunk = 4

    /// The maps and the window.
    public let shape: ConvolutionShape
    /// How large and small maps lie, and the small maps that `correlate` writes.
    public let large: MapLayout, small: MapLayout, output: MapLayout
    private let method: any ConvolutionMethod

    /// Plans the work on maps with these borders.
    ///
    /// - Precondition: borders of at least `shape.largeBorder` and `shape.smallBorder`.
    public convenience init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, output: MapLayout
    ) {
        self.init(shape, large: large, small: small, output: output, kernels: .shared)
    }

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, output: MapLayout,
        kernels: Kernels
    ) {
        precondition(
            large.border >= shape.largeBorder && small.border >= shape.smallBorder,
            "windows reach beyond the border")
        self.shape = shape
        self.large = large
        self.small = small
        self.output = output
        method =
            WinogradConvolution.fits(shape)
            ? WinogradConvolution(
                shape, large: large, small: small, output: output, kernels: kernels)
            : DirectConvolution(
                shape, large: large, small: small, output: output, kernels: kernels)
    }

    /// Floats of working memory that the calls below need.
    public var scratchCount: Int { method.scratchCount }

    /// Takes weights [kernel, kernel, large channels, small channels] for the calls that follow.
    public func load(_ weights: UnsafePointer<Float>) { method.load(weights) }

    /// Large to small: the convolution's output, the data gradient of the transposed one. Writes the
    /// inside of maps that lie as `output` says.
    public func correlate(
        large: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        method.correlate(large: large, into: small, images: images, scratch: scratch)
    }

    /// Small to large: the transposed convolution's output, the data gradient of the convolution.
    /// Writes the inside of the large maps.
    public func spread(
        small: UnsafePointer<Float>, into large: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        method.spread(small: small, into: large, images: images, scratch: scratch)
    }

    /// The gradient of the weights, summed over pixels and images: [window, small channels].
    public func weightGradient(
        large: UnsafePointer<Float>, small: UnsafePointer<Float>,
        into gradient: UnsafeMutablePointer<Float>, images: Int, adding: Bool,
        scratch: UnsafeMutablePointer<Float>
    ) {
        method.weightGradient(
            large: large, small: small, into: gradient, images: images, adding: adding,
            scratch: scratch)
    }
}

@available(*, unavailable)
extension Convolution: Sendable {}

/// How a convolution's sums are worked out; the calls are those of `Convolution`.
protocol ConvolutionMethod {
    var scratchCount: Int { get }
    func load(_ weights: UnsafePointer<Float>)
    func correlate(
        large: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>)
    func spread(
        small: UnsafePointer<Float>, into large: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>)
    func weightGradient(
        large: UnsafePointer<Float>, small: UnsafePointer<Float>,
        into gradient: UnsafeMutablePointer<Float>, images: Int, adding: Bool,
        scratch: UnsafeMutablePointer<Float>)
}
