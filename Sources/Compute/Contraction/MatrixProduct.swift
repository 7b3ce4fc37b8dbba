/// C[rows, columns] = A[rows, inner] · B for a matrix B of weights, which is packed block by block on
/// the way: each block is read once for all rows, and stays in the L2 cache for them.
final class MatrixProduct {
    /// Values of a row of A that are worked on at a time.
    private static let block = 256
    /// Columns that one part of the work takes: the rows' block is read from L2 for all of them.
    private static let columnsPerPart = 4 * Panels.width

    private let inner: Int, columns: Int
    private let isTransposed: Bool
    private let kernels: Kernels
    private let workers: Workers
    /// For each lane, a block of B in panels.
    private let panels: [Buffer]
    /// For the numbers of rows met so far: a whole block, and what is left after the last.
    private var contractions = [Int: (whole: Contraction, rest: Contraction)]()

    /// B lies as [inner, columns] or, transposed, as [columns, inner].
    init(inner: Int, columns: Int, transposed: Bool, kernels: Kernels, workers: Workers) {
        self.inner = inner
        self.columns = columns
        isTransposed = transposed
        self.kernels = kernels
        self.workers = workers
        panels = (0..<workers.count).map { _ in
            Buffer(count: min(Self.block, inner) * Self.columnsPerPart)
        }
    }

    /// Overwrites C, or adds to it. `finish` is told of columns that are done, of each once, while they
    /// are in the cache of the thread that worked them out.
    func run(
        _ a: UnsafePointer<Float>, rows: Int, _ b: UnsafePointer<Float>,
        into c: UnsafeMutablePointer<Float>, adding: Bool = false,
        finish: (_ columns: Range<Int>) -> Void = { _ in }
    ) {
        let (whole, rest) = contraction(rows: rows)
        let parts = (columns + Self.columnsPerPart - 1) / Self.columnsPerPart
        workers.run(parts: parts) { part, lane in
            let first = part * Self.columnsPerPart
            let count = min(Self.columnsPerPart, columns - first)
            for start in stride(from: 0, to: inner, by: Self.block) {
                let length = min(Self.block, inner - start)
                pack(
                    b, rows: start..<start + length, columns: first..<first + count,
                    into: panels[lane].pointer)
                (length == Self.block ? whole : rest).run(
                    kernels, a: a + start, b: panels[lane].pointer, into: c + first,
                    columns: count, adding: adding || start > 0)
            }
            finish(first..<first + count)
        }
    }

    private func pack(
        _ b: UnsafePointer<Float>, rows: Range<Int>, columns part: Range<Int>,
        into panels: UnsafeMutablePointer<Float>
    ) {
        if isTransposed {
            kernels.packTransposed(
                b + part.lowerBound * inner + rows.lowerBound, stride: inner, into: panels,
                rows: rows.count, columns: part.count)
        } else {
            kernels.pack(
                b + rows.lowerBound * columns + part.lowerBound, stride: columns, into: panels,
                rows: rows.count, columns: part.count)
        }
    }

    private func contraction(rows: Int) -> (whole: Contraction, rest: Contraction) {
        if let known = contractions[rows] { return known }
        let runs = RowRun(a: 0, c: 0, rows: rows).split(
            limit: kernels.rowsPerRun, rowsOfA: inner, rowsOfC: columns)
        let made = { (steps: Int) in
            Contraction(
                steps: steps, a: .init(step: 1), rowsOfA: self.inner, b: .init(step: Panels.width),
                panel: steps * Panels.width, rowsOfC: self.columns, runs: runs)
        }
        let new = (whole: made(Self.block), rest: made(inner % Self.block))
        contractions[rows] = new
        return new
    }
}

@available(*, unavailable)
extension MatrixProduct: Sendable {}
