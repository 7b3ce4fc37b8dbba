import CKernels

/// Neighbouring rows of a contraction: in A and in C each lies one stride after the one before.
struct RowRun {
    /// Where the first row is in A and in C, from their beginnings.
    var a: Int, c: Int
    var rows: Int

    /// The run in pieces of at most `limit` rows, as equal as can be.
    func split(limit: Int, rowsOfA: Int, rowsOfC: Int) -> [RowRun] {
        let pieces = (rows + limit - 1) / limit
        return (0..<pieces).map { piece in
            let first = piece * rows / pieces
            return RowRun(
                a: a + first * rowsOfA, c: c + first * rowsOfC,
                rows: (piece + 1) * rows / pieces - first)
        }
    }

    /// Runs of equal length two by two, which share the values of B that a step loads.
    static func tiles(_ runs: [RowRun]) -> [kernels_tile] {
        var tiles = [kernels_tile]()
        var waiting = [Int: RowRun]()
        for run in runs {
            if let first = waiting.removeValue(forKey: run.rows) {
                tiles.append(
                    kernels_tile(a: (first.a, run.a), c: (first.c, run.c), runs: 2, rows: run.rows))
            } else {
                waiting[run.rows] = run
            }
        }
        for run in waiting.values.sorted(by: { $0.rows > $1.rows }) {
            tiles.append(
                kernels_tile(a: (run.a, run.a), c: (run.c, run.c), runs: 1, rows: run.rows))
        }
        return tiles
    }
}
