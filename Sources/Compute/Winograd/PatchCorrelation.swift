/// Large maps to small ones, as `Correlation`, by Winograd's products: large pixels whose places leave
/// the same rests by the stride are a class, and each class is seen through two by two taps.
struct PatchCorrelation {
    private let shape: ConvolutionShape
    private let classes: [(y: Int, x: Int)]
    private let kernels: Kernels
    private let grid: PatchGrid
    private let windows: PatchMaps, output: PatchMaps
    private let products: PointProducts
    /// For each point, [class, large channels][small channels] in panels.
    private let panels: Buffer
    /// Points of some rows of the weights.
    private let lifted: Buffer

    /// Rows of the weights whose points are worked out at a time: they stay in the L1 cache.
    private static let rowsAtATime = 8

    init(
        _ shape: ConvolutionShape, large: MapLayout, output: MapLayout, kernels: Kernels
    ) {
        self.shape = shape
        classes = shape.classes
        self.kernels = kernels
        let grid = PatchGrid(smallMapOf: shape)
        self.grid = grid
        windows = PatchMaps(grid, windowsOf: shape, large: large, kernels: kernels)
        self.output = PatchMaps(grid, of: output, kernels: kernels)
        products = PointProducts(
            grid, inner: classes.count * shape.largeChannels, columns: shape.smallChannels,
            kernels: kernels)
        panels = Buffer(count: PatchGrid.points * products.panelsPerPoint)
        lifted = Buffer(count: PatchGrid.points * Self.rowsAtATime * shape.smallChannels)
    }

    /// Values of all classes of a large pixel.
    private var inner: Int { classes.count * shape.largeChannels }

    /// Floats of working memory that `run` needs.
    var scratchCount: Int {
        grid.count(columns: inner) + grid.count(columns: shape.smallChannels)
    }

    func load(_ weights: UnsafePointer<Float>) {
        let columns = shape.smallChannels
        for (index, rest) in classes.enumerated() {
            for first in stride(from: 0, to: shape.largeChannels, by: Self.rowsAtATime) {
                let rows = min(Self.rowsAtATime, shape.largeChannels - first)
                kernels.liftTaps(
                    weights + shape.tap(y: rest.y, x: rest.x) + first * columns,
                    rows: shape.tap(y: shape.stride, x: 0),
                    columns: shape.tap(y: 0, x: shape.stride),
                    to: lifted.pointer, count: rows * columns)
                for point in 0..<PatchGrid.points {
                    let to =
                        panels.pointer + point * products.panelsPerPoint
                        + (index * shape.largeChannels + first) * Panels.width
                    for panel in stride(from: 0, to: columns, by: Panels.width) {
                        kernels.pack(
                            lifted.pointer + point * rows * columns + panel, stride: columns,
                            into: to + panel * inner, rows: rows,
                            columns: min(Panels.width, columns - panel))
                    }
                }
            }
        }
    }

    func run(
        large maps: UnsafePointer<Float>, into small: UnsafeMutablePointer<Float>, images: Int,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let sums = scratch + grid.count(columns: inner)
        grid.each(of: images) { first, images in
            windows.lift(maps + first * windows.imageStride, to: scratch, images: images)
            products.run(scratch, weights: panels.pointer, into: sums, images: images)
            output.lower(sums, to: small + first * output.imageStride, images: images)
        }
    }
}
