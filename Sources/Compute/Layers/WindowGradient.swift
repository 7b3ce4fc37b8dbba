/// The gradient of a convolution's weights: each is the sum over small pixels of a value under the
/// window times the small map's gradient.
///
/// Rows of the contraction are places in the window, its steps small pixels.
struct WindowGradient {
    private let large: MapLayout, small: MapLayout
    private let shape: ConvolutionShape
    private let kernels: Kernels
    /// For 1, 2, … images.
    private let contractions: [Contraction]

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, kernels: Kernels
    ) {
        self.shape = shape
        self.large = large
        self.small = small
        self.kernels = kernels
        // A row of the window is contiguous in the large map.
        let length = shape.kernel * shape.largeChannels
        let runs = (0..<shape.kernel).flatMap { ky in
            RowRun(a: ky * large.rowStride, c: ky * length * shape.smallChannels, rows: length)
                .split(limit: kernels.rowsPerRun, rowsOfA: 1, rowsOfC: shape.smallChannels)
        }
        contractions = (1...Convolution.imagesPerChunk).map { images in
            Contraction(
                planes: images, segments: shape.smallHeight, steps: shape.smallWidth,
                a: .init(
                    plane: large.imageStride, segment: shape.stride * large.rowStride,
                    step: shape.stride * shape.largeChannels), rowsOfA: 1,
                b: .init(
                    plane: small.imageStride, segment: small.rowStride,
                    step: shape.smallChannels),
                panel: Panels.width, rowsOfC: shape.smallChannels, runs: runs)
        }
    }

    func run(
        large maps: UnsafePointer<Float>, small gradient: UnsafePointer<Float>,
        into weights: UnsafeMutablePointer<Float>, images: Int, adding: Bool
    ) {
        let corner = large.origin - shape.padding * (large.rowStride + large.channels)
        contractions[images - 1].run(
            kernels, a: maps + corner, b: gradient + small.origin, into: weights,
            columns: shape.smallChannels, adding: adding)
    }
}
