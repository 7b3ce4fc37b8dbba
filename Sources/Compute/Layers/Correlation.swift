/// Large maps to small ones: each small pixel is its window times the weights.
///
/// Rows of the contraction are small pixels, its steps the values under a window, a row of the window
/// at a time: there they are neighbours in the large map.
struct Correlation {
    private let shape: ConvolutionShape
    private let large: MapLayout, output: MapLayout
    private let kernels: Kernels
    /// For 1, 2, … images.
    private let contractions: [Contraction]
    /// [window, small channels] in panels.
    private let panels: Buffer

    init(
        _ shape: ConvolutionShape, large: MapLayout, output: MapLayout, kernels: Kernels
    ) {
        self.shape = shape
        self.large = large
        self.output = output
        self.kernels = kernels
        panels = Buffer(
            count: Panels.count(rows: shape.windowCount, columns: shape.smallChannels))
        let rowsOfA = shape.stride * shape.largeChannels
        contractions = (1...Convolution.imagesPerChunk).map { images in
            let rows = (0..<images).flatMap { image in
                (0..<shape.smallHeight).flatMap { y in
                    RowRun(
                        a: image * large.imageStride + y * shape.stride * large.rowStride,
                        c: image * output.imageStride + output.row(y), rows: shape.smallWidth
                    ).split(
                        limit: kernels.rowsPerRun, rowsOfA: rowsOfA, rowsOfC: shape.smallChannels)
                }
            }
            return Contraction(
                segments: shape.kernel, steps: shape.kernel * shape.largeChannels,
                a: .init(segment: large.rowStride, step: 1), rowsOfA: rowsOfA,
                b: .init(
                    segment: shape.kernel * shape.largeChannels * Panels.width,
                    step: Panels.width),
                panel: shape.windowCount * Panels.width, rowsOfC: shape.smallChannels, runs: rows)
        }
    }

    func load(_ weights: UnsafePointer<Float>) {
        kernels.pack(
            weights, stride: shape.smallChannels, into: panels.pointer, rows: shape.windowCount,
            columns: shape.smallChannels)
    }

    func run(
        large maps: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int
    ) {
        // The first window begins `padding` pixels above and left of the map.
        let corner = large.origin - shape.padding * (large.rowStride + large.channels)
        contractions[images - 1].run(
            kernels, a: maps + corner, b: panels.pointer, into: small,
            columns: shape.smallChannels)
    }
}
