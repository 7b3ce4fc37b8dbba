/// A convolution and its adjoint as they are defined, for windows and channels of any number.
struct DirectConvolution: ConvolutionMethod {
    private let correlation: Correlation
    private let spreading: Spreading
    private let gradient: WindowGradient

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, output: MapLayout,
        kernels: Kernels
    ) {
        correlation = Correlation(shape, large: large, output: output, kernels: kernels)
        spreading = Spreading(shape, large: large, small: small, kernels: kernels)
        gradient = WindowGradient(shape, large: large, small: small, kernels: kernels)
    }

    var scratchCount: Int { spreading.scratchCount }

    func load(_ weights: UnsafePointer<Float>) {
        correlation.load(weights)
        spreading.load(weights)
    }

    func correlate(
        large: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        correlation.run(large: large, into: small, images: images)
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
            large: large, small: small, into: gradient, images: images, adding: adding)
    }
}
