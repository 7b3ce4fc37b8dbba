/// Small maps to large ones, the adjoint of `Correlation`.
///
/// Large pixels whose place in the padded map leaves the same rest by the stride see the same taps of
/// the kernel: each such class of pixels is a dense convolution of the small map with those taps,
/// and no inserted zero is multiplied. Where the large map has few channels, these are too few
/// columns for a vector; then each small pixel's whole window is worked out and added where it lies.
struct Spreading {
    /// The large pixels with one rest of y and one of x.
    private struct PixelClass {
        let rest: (y: Int, x: Int)
        /// Kernel rows and columns that reach them: those with the same rest.
        let taps: (y: Int, x: Int)
        /// Where its weights begin among the panels.
        let panels: Int
        /// For 1, 2, … images.
        let contractions: [Contraction]
    }

    private let shape: ConvolutionShape
    private let large: MapLayout, small: MapLayout
    private let kernels: Kernels
    private let classes: [PixelClass]
    /// For 1, 2, … images; empty where there are classes.
    private let windows: [Contraction]
    private let panels: Buffer

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, kernels: Kernels
    ) {
        self.shape = shape
        self.large = large
        self.small = small
        self.kernels = kernels
        guard shape.largeChannels >= kernels.fewestColumns else {
            classes = []
            windows = Self.windows(shape, small: small, kernels: kernels)
            panels = Buffer(
                count: Panels.count(rows: shape.smallChannels, columns: shape.windowCount))
            return
        }
        var end = 0
        classes = (0..<shape.stride * shape.stride).map { index in
            let rest = (y: index / shape.stride, x: index % shape.stride)
            let taps = (y: shape.taps(rest: rest.y), x: shape.taps(rest: rest.x))
            defer {
                end += Panels.count(
                    rows: taps.y * taps.x * shape.smallChannels, columns: shape.largeChannels)
            }
            return PixelClass(
                rest: rest, taps: taps, panels: end,
                contractions: (1...Convolution.imagesPerChunk).map {
                    Self.contraction(
                        shape, large, small, rest: rest, taps: taps, images: $0, kernels)
                })
        }
        windows = []
        panels = Buffer(count: end)
    }

    private static func contraction(
        _ shape: ConvolutionShape, _ large: MapLayout, _ small: MapLayout,
        rest: (y: Int, x: Int), taps: (y: Int, x: Int), images: Int, _ kernels: Kernels
    ) -> Contraction {
        let rows = shape.quotients(rest: rest.y, size: shape.largeHeight)
        let columns = shape.quotients(rest: rest.x, size: shape.largeWidth)
        let rowsOfC = shape.stride * shape.largeChannels
        // The large pixel with quotient q sees small pixels q - taps + 1 ... q.
        let firstSmall = (columns.lowerBound - taps.x + 1) * shape.smallChannels
        let firstLarge =
            (shape.stride * columns.lowerBound + rest.x - shape.padding) * shape.largeChannels
        var runs = [RowRun]()
        for image in 0..<images {
            for y in rows {
                let smallRow = image * small.imageStride + (y - taps.y + 1) * small.rowStride
                let largeRow = large.row(shape.stride * y + rest.y - shape.padding)
                runs += RowRun(
                    a: smallRow + firstSmall, c: image * large.imageStride + largeRow + firstLarge,
                    rows: columns.count
                ).split(
                    limit: kernels.rowsPerRun, rowsOfA: shape.smallChannels, rowsOfC: rowsOfC)
            }
        }
        let steps = taps.x * shape.smallChannels
        return Contraction(
            segments: taps.y, steps: steps, a: .init(segment: small.rowStride, step: 1),
            rowsOfA: shape.smallChannels,
            b: .init(segment: steps * Panels.width, step: Panels.width),
            panel: taps.y * steps * Panels.width, rowsOfC: rowsOfC, runs: runs)
    }

    private static func windows(
        _ shape: ConvolutionShape, small: MapLayout, kernels: Kernels
    ) -> [Contraction] {
        (1...Convolution.imagesPerChunk).map { images in
            var runs = [RowRun]()
            for row in 0..<images * shape.smallHeight {
                let (image, y) = row.quotientAndRemainder(dividingBy: shape.smallHeight)
                runs += RowRun(
                    a: image * small.imageStride + y * small.rowStride,
                    c: row * shape.smallWidth * shape.windowCount, rows: shape.smallWidth
                ).split(
                    limit: kernels.rowsPerRun, rowsOfA: shape.smallChannels,
                    rowsOfC: shape.windowCount)
            }
            return Contraction(
                steps: shape.smallChannels, a: .init(step: 1), rowsOfA: shape.smallChannels,
                b: .init(step: Panels.width), panel: shape.smallChannels * Panels.width,
                rowsOfC: shape.windowCount, runs: runs)
        }
    }

    /// Floats of working memory that `run` needs.
    var scratchCount: Int {
        classes.isEmpty ? Convolution.imagesPerChunk * shape.smallPixels * shape.windowCount : 0
    }

    func load(_ weights: UnsafePointer<Float>) {
        let count = shape.smallChannels
        guard !classes.isEmpty else {
            kernels.packTransposed(
                weights, stride: count, into: panels.pointer, rows: count,
                columns: shape.windowCount)
            return
        }
        for pixels in classes {
            let rows = pixels.taps.y * pixels.taps.x * count
            // In the order of the small pixels, which is the taps' backwards.
            for y in 0..<pixels.taps.y {
                for x in 0..<pixels.taps.x {
                    let ky = pixels.rest.y + shape.stride * (pixels.taps.y - 1 - y)
                    let kx = pixels.rest.x + shape.stride * (pixels.taps.x - 1 - x)
                    let tap = weights + (ky * shape.kernel + kx) * shape.largeChannels * count
                    let first =
                        panels.pointer + pixels.panels
                        + (y * pixels.taps.x + x) * count * Panels.width
                    for panel in stride(from: 0, to: shape.largeChannels, by: Panels.width) {
                        kernels.packTransposed(
                            tap + panel * count, stride: count, into: first + panel * rows,
                            rows: count, columns: min(Panels.width, shape.largeChannels - panel))
                    }
                }
            }
        }
    }

    func run(
        small maps: UnsafePointer<Float>, into large: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        guard !classes.isEmpty else {
            windows[images - 1].run(
                kernels, a: maps + small.origin, b: panels.pointer, into: scratch,
                columns: shape.windowCount)
            large.update(repeating: 0, count: images * self.large.imageStride)
            for image in 0..<images {
                kernels.scatter(
                    scratch + image * shape.smallPixels * shape.windowCount,
                    into: large + image * self.large.imageStride, shape, self.large)
            }
            self.large.clearBorder(large, images: images)
            return
        }
        for pixels in classes {
            pixels.contractions[images - 1].run(
                kernels, a: maps + small.origin, b: panels.pointer + pixels.panels, into: large,
                columns: shape.largeChannels)
        }
    }
}
