/// C[inputs, outputs] = Xᵀ · Y, summed over rows: X[rows, inputs], Y[rows, outputs]. Both are packed,
/// since neighbours in a column of a matrix lie too far apart for the caches; and C is handed over
/// block by block, and never written to memory as a whole.
final class OuterProduct {
    /// Columns of Y that one part of the work takes: in panels they stay in L2.
    private static let outputsPerPart = 8 * Panels.width

    private let inputs: Int, outputs: Int
    private let capacity: Int
    private let kernels: Kernels
    private let workers: Workers
    /// Columns of a panel of X, and columns of X that one part takes.
    private let width: Int, inputsPerPart: Int
    /// For each lane, some columns of X in panels; all of Y in panels.
    private let packedX: [Buffer], packedY: Buffer
    /// For each lane, a block of C, and how far apart its rows are.
    private let block: [Buffer]
    let blockStride: Int
    /// For the numbers of rows met so far: as many columns of X as a part has, and what is left.
    private var contractions = [Int: (whole: Contraction, rest: Contraction)]()

    /// Takes memory for up to `capacity` rows.
    init(inputs: Int, outputs: Int, capacity: Int, kernels: Kernels, workers: Workers) {
        self.inputs = inputs
        self.outputs = outputs
        self.capacity = capacity
        self.kernels = kernels
        self.workers = workers
        width = 4 * kernels.rowsPerRun
        inputsPerPart = 4 * width
        let widest = min(inputsPerPart, Panels.count(rows: 1, columns: inputs, width: width))
        packedX = (0..<workers.count).map { _ in Buffer(count: capacity * widest) }
        packedY = Buffer(count: Panels.count(rows: capacity, columns: outputs))
        blockStride = min(Self.outputsPerPart, outputs)
        let size = min(inputsPerPart, inputs) * blockStride
        block = (0..<workers.count).map { _ in Buffer(count: size) }
    }

    /// Gives `use` each block of C once, on the thread that worked it out; the block's rows are
    /// `blockStride` apart.
    func run(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, rows: Int,
        use: (
            _ inputs: Range<Int>, _ outputs: Range<Int>, _ block: UnsafePointer<Float>
        ) -> Void
    ) {
        precondition(rows <= capacity, "more rows than there is memory for")
        let (whole, rest) = contraction(rows: rows)
        let outputParts = (outputs + Self.outputsPerPart - 1) / Self.outputsPerPart
        let inputParts = (inputs + inputsPerPart - 1) / inputsPerPart
        workers.run(parts: outputParts) { part, _ in
            let first = part * Self.outputsPerPart
            kernels.pack(
                y + first, stride: outputs, into: packedY.pointer + first * rows, rows: rows,
                columns: min(Self.outputsPerPart, outputs - first))
        }
        workers.run(parts: outputParts * inputParts) { part, lane in
            let (column, row) = part.quotientAndRemainder(dividingBy: inputParts)
            let from = row * inputsPerPart, first = column * Self.outputsPerPart
            let inputsHere = min(inputsPerPart, inputs - from)
            let columns = min(Self.outputsPerPart, outputs - first)
            kernels.pack(
                x + from, stride: inputs, into: packedX[lane].pointer, rows: rows,
                columns: inputsHere, width: width)
            (inputsHere == inputsPerPart ? whole : rest).run(
                kernels, a: packedX[lane].pointer, b: packedY.pointer + first * rows,
                into: block[lane].pointer, columns: columns)
            use(from..<from + inputsHere, first..<first + columns, block[lane].pointer)
        }
    }

    private func contraction(rows: Int) -> (whole: Contraction, rest: Contraction) {
        if let known = contractions[rows] { return known }
        let made = { (columns: Int) in
            let runs = stride(from: 0, to: columns, by: self.width).flatMap { first in
                RowRun(
                    a: first * rows, c: first * self.blockStride,
                    rows: min(self.width, columns - first)
                ).split(
                    limit: self.kernels.rowsPerRun, rowsOfA: 1, rowsOfC: self.blockStride)
            }
            return Contraction(
                steps: rows, a: .init(step: self.width), rowsOfA: 1,
                b: .init(step: Panels.width), panel: rows * Panels.width,
                rowsOfC: self.blockStride, runs: runs)
        }
        let new = (whole: made(inputsPerPart), rest: made(inputs % inputsPerPart))
        contractions[rows] = new
        return new
    }
}

@available(*, unavailable)
extension OuterProduct: Sendable {}
