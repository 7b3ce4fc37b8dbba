/// Small maps to large ones, as `Spreading`, by Winograd's products: each class of large pixels sees
/// the small map through two by two taps.
struct PatchSpreading {
    private struct PixelClass {
        let rest: (y: Int, x: Int)
        let grid: PatchGrid
        let small: PatchMaps, large: PatchMaps
        let products: PointProducts
        /// For each point, [small channels][large channels] in panels.
        let panels: Buffer
    }

    private let shape: ConvolutionShape
    private let kernels: Kernels
    private let classes: [PixelClass]
    /// Points of some rows of the weights.
    private let lifted: Buffer

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, kernels: Kernels
    ) {
        self.shape = shape
        self.kernels = kernels
        classes = shape.classes.map { rest in
            let rows = shape.quotients(rest: rest.y, size: shape.largeHeight)
            let columns = shape.quotients(rest: rest.x, size: shape.largeWidth)
            let grid = PatchGrid(
                height: rows.count, width: columns.count,
                channels: shape.smallChannels + shape.largeChannels)
            // The large pixel with quotient q sees small pixels q - 1 and q.
            let firstSmall =
                small.row(rows.lowerBound - 1) + (columns.lowerBound - 1) * shape.smallChannels
            let firstLarge =
                large.row(shape.stride * rows.lowerBound + rest.y - shape.padding)
                + (shape.stride * columns.lowerBound + rest.x - shape.padding) * shape.largeChannels
            let products = PointProducts(
                grid, inner: shape.smallChannels, columns: shape.largeChannels, kernels: kernels)
            return PixelClass(
                rest: rest, grid: grid,
                small: PatchMaps(
                    grid, first: [firstSmall], images: small.imageStride, rows: small.rowStride,
                    pixels: shape.smallChannels, channels: shape.smallChannels, kernels: kernels),
                large: PatchMaps(
                    grid, first: [firstLarge], images: large.imageStride,
                    rows: shape.stride * large.rowStride,
                    pixels: shape.stride * shape.largeChannels, channels: shape.largeChannels,
                    kernels: kernels),
                products: products,
                panels: Buffer(count: PatchGrid.points * products.panelsPerPoint))
        }
        lifted = Buffer(
            count: PatchGrid.points * min(Panels.width, shape.largeChannels) * shape.smallChannels)
    }

    /// Floats of working memory that `run` needs.
    var scratchCount: Int {
        classes.map {
            $0.grid.count(columns: shape.smallChannels)
                + $0.grid.count(columns: shape.largeChannels)
        }.max() ?? 0
    }

    func load(_ weights: UnsafePointer<Float>) {
        let rows = shape.smallChannels
        for pixels in classes {
            // In the order of the small pixels, which is the taps' backwards.
            let first = shape.tap(
                y: pixels.rest.y + shape.stride, x: pixels.rest.x + shape.stride)
            for panel in stride(from: 0, to: shape.largeChannels, by: Panels.width) {
                let columns = min(Panels.width, shape.largeChannels - panel)
                kernels.liftTaps(
                    weights + first + panel * rows, rows: -shape.tap(y: shape.stride, x: 0),
                    columns: -shape.tap(y: 0, x: shape.stride), to: lifted.pointer,
                    count: columns * rows)
                for point in 0..<PatchGrid.points {
                    kernels.packTransposed(
                        lifted.pointer + point * columns * rows, stride: rows,
                        into: pixels.panels.pointer + point * pixels.products.panelsPerPoint
                            + panel * rows, rows: rows, columns: columns)
                }
            }
        }
    }

    func run(
        small maps: UnsafePointer<Float>, into large: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        for pixels in classes {
            let sums = scratch + pixels.grid.count(columns: shape.smallChannels)
            pixels.grid.each(of: images) { first, images in
                pixels.small.lift(
                    maps + first * pixels.small.imageStride, to: scratch, images: images)
                pixels.products.run(
                    scratch, weights: pixels.panels.pointer, into: sums, images: images)
                pixels.large.lower(
                    sums, to: large + first * pixels.large.imageStride, images: images)
            }
        }
    }
}
