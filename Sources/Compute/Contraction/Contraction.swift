import CKernels

/// A sum of products that a layer is made of, C[rows, columns] = A · B, with its operands read where
/// they lie: `kernels_contraction` says how.
///
/// Each value of C is one sum in one order, so that neither the tiling nor the number of threads
/// changes a bit of it.
struct Contraction {
    private var strides: kernels_contraction
    private var tiles: [kernels_tile]

    /// How far apart, in floats, what a loop visits lies in an operand.
    struct Strides {
        var plane = 0, segment = 0, step = 0
    }

    /// `rowsOfA` and `rowsOfC`: distances between neighbouring rows of a run; `panel`: between columns
    /// of B that are `Panels.width` apart.
    init(
        planes: Int = 1, segments: Int = 1, steps: Int, a: Strides, rowsOfA: Int, b: Strides,
        panel: Int, rowsOfC: Int, runs: [RowRun]
    ) {
        strides = kernels_contraction(
            planes: planes, segments: segments, steps: steps, a_plane: a.plane,
            a_segment: a.segment, a_step: a.step, a_row: rowsOfA, b_plane: b.plane,
            b_segment: b.segment, b_step: b.step, b_panel: panel, c_row: rowsOfC)
        tiles = RowRun.tiles(runs)
    }

    /// C = A · B, or C += A · B.
    func run(
        _ kernels: Kernels, a: UnsafePointer<Float>, b: UnsafePointer<Float>,
        into c: UnsafeMutablePointer<Float>, columns: Int, adding: Bool = false
    ) {
        withUnsafePointer(to: strides) { strides in
            tiles.withUnsafeBufferPointer {
                kernels.table.contract(
                    strides, $0.baseAddress, $0.count, a, b, c, columns, adding ? 1 : 0)
            }
        }
    }
}
