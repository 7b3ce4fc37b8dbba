/// The products of a `PatchGrid`: at each point its matrix of values times the weights there.
struct PointProducts {
    private let grid: PatchGrid
    private let inner: Int, columns: Int
    private let kernels: Kernels
    /// For 1, 2, … images, for each point.
    private let contractions: [[Contraction]]

    /// Floats between two points' weights in panels.
    var panelsPerPoint: Int { Panels.count(rows: inner, columns: columns) }

    /// [rows, inner] by [inner, columns].
    init(_ grid: PatchGrid, inner: Int, columns: Int, kernels: Kernels) {
        self.grid = grid
        self.inner = inner
        self.columns = columns
        self.kernels = kernels
        contractions = (1...grid.images).map { images in
            (0..<PatchGrid.points).map { point in
                let runs = RowRun(a: 0, c: 0, rows: images * grid.rows(point: point)).split(
                    limit: kernels.rowsPerRun, rowsOfA: inner, rowsOfC: columns)
                return Contraction(
                    steps: inner, a: .init(step: 1), rowsOfA: inner, b: .init(step: Panels.width),
                    panel: inner * Panels.width, rowsOfC: columns, runs: runs)
            }
        }
    }

    /// Every point's values by its weights, which lie in panels one point after the other.
    func run(
        _ values: UnsafePointer<Float>, weights panels: UnsafePointer<Float>,
        into sums: UnsafeMutablePointer<Float>, images: Int
    ) {
        for point in 0..<PatchGrid.points {
            contractions[images - 1][point].run(
                kernels, a: values + grid.place(point: point, columns: inner),
                b: panels + point * panelsPerPoint,
                into: sums + grid.place(point: point, columns: columns), columns: columns)
        }
    }
}
