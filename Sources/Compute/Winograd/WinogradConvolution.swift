/// A convolution and its adjoint by Winograd's products, where the window is two strides high and wide:
/// less than half as many products as its definition has, at the cost of sums before and after.
struct WinogradConvolution: ConvolutionMethod {
    private let correlation: PatchCorrelation
    private let spreading: PatchSpreading
    private let gradient: PatchGradient

    /// Channels are taken in vectors of this many at most.
    private static let lanes = 16

    /// Whether a convolution can be worked out so.
    static func fits(_ shape: ConvolutionShape) -> Bool {
        shape.kernel == 2 * shape.stride
            && shape.largeChannels.isMultiple(of: lanes)
            && shape.smallChannels.isMultiple(of: lanes)
            && PatchGrid.fits(height: shape.smallHeight, width: shape.smallWidth)
            && shape.classes.allSatisfy {
                PatchGrid.fits(
                    height: shape.quotients(rest: $0.y, size: shape.largeHeight).count,
                    width: shape.quotients(rest: $0.x, size: shape.largeWidth).count)
            }
    }

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, output: MapLayout,
        kernels: Kernels
    ) {
        correlation = PatchCorrelation(shape, large: large, output: output, kernels: kernels)
        spreading = PatchSpreading(shape, large: large, small: small, kernels: kernels)
        gradient = PatchGradient(shape, large: large, small: small, kernels: kernels)
    }

    var scratchCount: Int {
        max(correlation.scratchCount, spreading.scratchCount, gradient.scratchCount)
    }

    func load(_ weights: UnsafePointer<Float>) {
        correlation.load(weights)
        spreading.load(weights)
    }

    func correlate(
        large: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        correlation.run(large: large, into: small, images: images, scratch: scratch)
    }

    func spread(
        small: UnsafePointer<Float>, into large: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        spreading.run(small: small, into: large, images: images, scratch: scratch)
    }

    func weightGradient(
        large: UnsafePointer<Float>, small: UnsafePointer<Float>,
        into gradient: UnsafeMutablePointer<Float>, images: Int, adding: Bool,
        scratch: UnsafeMutablePointer<Float>
    ) {
        self.gradient.run(
            large: large, small: small, into: gradient, images: images, adding: adding,
            scratch: scratch)
    }
}
