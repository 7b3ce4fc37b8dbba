import CKernels

/// A matrix [rows, columns] written out in panels of `width` columns, as contractions read fastest:
/// [panel][row][column], zeros beyond the last column.
enum Panels {
    /// Columns of a panel of B.
    static let width = KERNELS_PANEL

    /// Floats that the panels take.
    static func count(rows: Int, columns: Int, width: Int = Panels.width) -> Int {
        (columns + width - 1) / width * width * rows
    }
}

extension Kernels {
    /// Columns of half a tile: with fewer, part of what a contraction works out is thrown away.
    var fewestColumns: Int { table.tile_columns / 2 }

    /// The most rows that a run of a contraction may have.
    var rowsPerRun: Int { table.tile_rows }

    /// Panels of the matrix whose rows are `stride` floats apart.
    func pack(
        _ matrix: UnsafePointer<Float>, stride: Int, into panels: UnsafeMutablePointer<Float>,
        rows: Int, columns: Int, width: Int = Panels.width
    ) {
        table.pack(matrix, stride, panels, rows, columns, width)
    }

    /// Panels of the matrix whose columns are `stride` floats apart, and whose rows are neighbours.
    func packTransposed(
        _ matrix: UnsafePointer<Float>, stride: Int, into panels: UnsafeMutablePointer<Float>,
        rows: Int, columns: Int, width: Int = Panels.width
    ) {
        table.pack_transposed(matrix, stride, panels, rows, columns, width)
    }
}
