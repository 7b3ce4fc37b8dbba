/// The gradient of a convolution's weights, as `WindowGradient`, by Winograd's products: it is a sum
/// over patches at each point, and only the sum is taken back to the taps.
struct PatchGradient {
    private let shape: ConvolutionShape
    private let classes: [(y: Int, x: Int)]
    private let kernels: Kernels
    private let grid: PatchGrid
    private let windows: PatchMaps, small: PatchMaps
    /// For 1, 2, … images, for each point: a whole block of rows of the result, and what is left.
    private let contractions: [[(whole: Contraction, rest: Contraction)]]

    /// Values of all classes of a large pixel.
    private var inner: Int { classes.count * shape.largeChannels }
    /// Rows of the result, of which all points' sums are in the cache at a time.
    private var rowsPerBlock: Int { 4 * kernels.rowsPerRun }

    init(
        _ shape: ConvolutionShape, large: MapLayout, small: MapLayout, kernels: Kernels
    ) {
        self.shape = shape
        classes = shape.classes
        self.kernels = kernels
        let grid = PatchGrid(smallMapOf: shape)
        self.grid = grid
        windows = PatchMaps(grid, windowsOf: shape, large: large, kernels: kernels)
        self.small = PatchMaps(grid, of: small, kernels: kernels)
        let inner = shape.classes.count * shape.largeChannels
        let rowsPerBlock = 4 * kernels.rowsPerRun
        contractions = (1...grid.images).map { images in
            (0..<PatchGrid.points).map { point in
                let made = { (rows: Int) in
                    Contraction(
                        steps: images * grid.rows(point: point), a: .init(step: inner), rowsOfA: 1,
                        b: .init(step: shape.smallChannels),
                        panel: Panels.width,
                        rowsOfC: Panels.width,
                        runs: RowRun(a: 0, c: 0, rows: rows).split(
                            limit: kernels.rowsPerRun, rowsOfA: 1, rowsOfC: Panels.width))
                }
                return (made(rowsPerBlock), made(inner % rowsPerBlock))
            }
        }
    }

    /// Floats of working memory that `run` needs.
    var scratchCount: Int {
        grid.count(columns: inner) + grid.count(columns: shape.smallChannels)
            + PatchGrid.points * rowsPerBlock * Panels.width
    }

    func run(
        large maps: UnsafePointer<Float>, small gradient: UnsafePointer<Float>,
        into weights: UnsafeMutablePointer<Float>, images: Int, adding: Bool,
        scratch: UnsafeMutablePointer<Float>
    ) {
        grid.each(of: images) { first, images in
            windows.lift(maps + first * windows.imageStride, to: scratch, images: images)
            small.liftGradient(
                gradient + first * small.imageStride,
                to: scratch + grid.count(columns: inner), images: images)
            sumProducts(in: scratch, into: weights, images: images, adding: adding || first > 0)
        }
    }

    /// From the points of some images to the weights, block by block.
    private func sumProducts(
        in scratch: UnsafeMutablePointer<Float>, into weights: UnsafeMutablePointer<Float>,
        images: Int, adding: Bool
    ) {
        let gradients = scratch + grid.count(columns: inner)
        let sums = gradients + grid.count(columns: shape.smallChannels)
        for first in stride(from: 0, to: inner, by: rowsPerBlock) {
            let rows = first..<min(first + rowsPerBlock, inner)
            for panel in stride(from: 0, to: shape.smallChannels, by: Panels.width) {
                let columns = min(Panels.width, shape.smallChannels - panel)
                for point in 0..<PatchGrid.points {
                    let contractions = contractions[images - 1][point]
                    (rows.count == rowsPerBlock ? contractions.whole : contractions.rest).run(
                        kernels, a: scratch + grid.place(point: point, columns: inner) + first,
                        b: gradients + grid.place(point: point, columns: shape.smallChannels)
                            + panel,
                        into: sums + point * rowsPerBlock * Panels.width, columns: columns)
                }
                lower(sums, rows: rows, into: weights + panel, columns: columns, adding: adding)
            }
        }
    }

    /// Takes points' sums of some rows back to the taps that these belong to.
    private func lower(
        _ sums: UnsafePointer<Float>, rows: Range<Int>, into weights: UnsafeMutablePointer<Float>,
        columns: Int, adding: Bool
    ) {
        for row in rows {
            let (index, channel) = row.quotientAndRemainder(dividingBy: shape.largeChannels)
            let rest = classes[index]
            kernels.lowerTapGradient(
                sums + (row - rows.lowerBound) * Panels.width, stride: rowsPerBlock * Panels.width,
                to: weights + shape.tap(y: rest.y, x: rest.x) + channel * shape.smallChannels,
                rows: shape.tap(y: shape.stride, x: 0), columns: shape.tap(y: 0, x: shape.stride),
                count: columns, adding: adding)
        }
    }
}
