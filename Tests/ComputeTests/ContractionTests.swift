import Testing

@testable import Compute

/// The inner loops of all layers against the same sums in double precision, on random shapes, for
/// every instruction set of this processor.
@Suite struct ContractionTests {
    static let seeds = Array(0..<40)

    @Test(arguments: KernelSet.all, seeds)
    func anyStrides(set: KernelSet, seed: Int) {
        var random = RandomNumbers(seed: seed)
        let planes = random.pick(1...3), segments = random.pick(0...4), steps = random.pick(0...9)
        let rows = random.pick(1...30), columns = random.pick(1...70)
        let a = Contraction.Strides(
            plane: random.pick(0...50), segment: random.pick(0...20), step: random.pick(1...5))
        let rowsOfA = random.pick(1...9), rowsOfC = columns + random.pick(0...3)
        let b = Contraction.Strides(
            plane: random.pick(0...80), segment: random.pick(0...40), step: random.pick(1...70))
        let panel = random.pick(Panels.width...90)
        let runs = RowRun(a: 3, c: 2, rows: rows).split(
            limit: random.pick(1...set.kernels.rowsPerRun), rowsOfA: rowsOfA, rowsOfC: rowsOfC)
        let contraction = Contraction(
            planes: planes, segments: segments, steps: steps, a: a, rowsOfA: rowsOfA, b: b,
            panel: panel, rowsOfC: rowsOfC, runs: runs)
        let left = random.values(1000), right = random.values(2000)
        // What is not to be written shows that it was not.
        let before = random.values(rows * rowsOfC + 2)
        for adding in [false, true] {
            var found = before
            contraction.run(
                set.kernels, a: left, b: right, into: &found, columns: columns, adding: adding)
            var expected = before.map(Double.init)
            for row in 0..<rows {
                for column in 0..<columns {
                    var sum = adding ? expected[2 + row * rowsOfC + column] : 0
                    for plane in 0..<planes {
                        for segment in 0..<segments {
                            for step in 0..<steps {
                                let x = left[
                                    3 + row * rowsOfA + plane * a.plane + segment * a.segment
                                        + step * a.step]
                                let w = right[
                                    column / Panels.width * panel + column % Panels.width
                                        + plane * b.plane + segment * b.segment + step * b.step]
                                sum += Double(x) * Double(w)
                            }
                        }
                    }
                    expected[2 + row * rowsOfC + column] = sum
                }
            }
            expectClose(found, expected, terms: planes * segments * steps)
        }
    }

    @Test(arguments: KernelSet.all, seeds)
    func matrixProducts(set: KernelSet, seed: Int) {
        var random = RandomNumbers(seed: seed)
        // Whole blocks and what is left after them.
        let rows = random.pick(1...40)
        let inner = seed % 4 == 0 ? 512 : random.pick(1...300)
        let columns = random.pick(1...300)
        let a = random.values(rows * inner), b = random.values(inner * columns)
        let start = random.values(rows * columns)
        for (transposed, adding) in [(false, false), (true, false), (false, true), (true, true)] {
            var found = start
            MatrixProduct(
                inner: inner, columns: columns, transposed: transposed, kernels: set.kernels,
                workers: .one
            ).run(a, rows: rows, b, into: &found, adding: adding)
            var expected = start.map { adding ? Double($0) : 0 }
            for row in 0..<rows {
                for k in 0..<inner {
                    for column in 0..<columns {
                        let w = transposed ? b[column * inner + k] : b[k * columns + column]
                        expected[row * columns + column] += Double(a[row * inner + k]) * Double(w)
                    }
                }
            }
            expectClose(found, expected, terms: inner)
        }
    }

    @Test(arguments: KernelSet.all, seeds)
    func outerProducts(set: KernelSet, seed: Int) {
        var random = RandomNumbers(seed: seed)
        let rows = random.pick(1...40), inputs = random.pick(1...250)
        let outputs = random.pick(1...300)
        let x = random.values(rows * inputs), y = random.values(rows * outputs)
        var found = [Float](repeating: 7, count: inputs * outputs)
        let product = OuterProduct(
            inputs: inputs, outputs: outputs, capacity: rows + seed % 3,
            kernels: set.kernels, workers: .one)
        product.run(x, y, rows: rows) { rows, columns, block in
            for (index, row) in rows.enumerated() {
                for (offset, column) in columns.enumerated() {
                    found[row * outputs + column] = block[index * product.blockStride + offset]
                }
            }
        }
        var expected = [Double](repeating: 0, count: inputs * outputs)
        for row in 0..<rows {
            for i in 0..<inputs {
                for j in 0..<outputs {
                    expected[i * outputs + j] +=
                        Double(x[row * inputs + i]) * Double(y[row * outputs + j])
                }
            }
        }
        expectClose(found, expected, terms: rows)
    }

    @Test(arguments: [1, 5, 40], [true, false])
    func threadsChangeNoBit(rows: Int, transposed: Bool) {
        var random = RandomNumbers(seed: rows)
        let inner = 333, columns = 517
        let a = random.values(rows * inner), b = random.values(inner * columns)
        let results = [1, 2, 3, 8].map { threads in
            let workers = Workers(count: threads)
            var product = [Float](repeating: 0, count: rows * columns)
            MatrixProduct(
                inner: inner, columns: columns, transposed: transposed, kernels: .shared,
                workers: workers
            ).run(a, rows: rows, b, into: &product)
            var outer = [Float](repeating: 0, count: inner * columns)
            let outerProduct = OuterProduct(
                inputs: inner, outputs: columns, capacity: rows, kernels: .shared,
                workers: workers)
            outer.withUnsafeMutableBufferPointer { outer in
                nonisolated(unsafe) let outer = outer
                outerProduct.run(a, product, rows: rows) { rows, part, block in
                    for (index, row) in rows.enumerated() {
                        for (offset, column) in part.enumerated() {
                            outer[row * columns + column] =
                                block[index * outerProduct.blockStride + offset]
                        }
                    }
                }
            }
            return product + outer
        }
        #expect(results.allSatisfy { $0 == results[0] })
    }

    @Test(.enabled(if: Kernels(instructionSet: "avx512") != nil))
    func bothSetsWithFusedProductsGiveTheSameBits() throws {
        var random = RandomNumbers(seed: 1)
        let rows = 37, inner = 200, columns = 95
        let a = random.values(rows * inner), b = random.values(inner * columns)
        let results = try ["avx2", "avx512"].map { name in
            var found = [Float](repeating: 0, count: rows * columns)
            MatrixProduct(
                inner: inner, columns: columns, transposed: false,
                kernels: try #require(Kernels(instructionSet: name)), workers: .one
            ).run(a, rows: rows, b, into: &found)
            return found
        }
        #expect(results[0] == results[1])
    }

    private func expectClose(
        _ found: [Float], _ expected: [Double], terms: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        // Values are below 1 in size; half a unit in the last place for each sum.
        let tolerance = 1e-7 * Double(terms + 2) * 2
        let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(worst < tolerance, sourceLocation: sourceLocation)
    }
}

/// Shapes and values for tests.
struct RandomNumbers {
    private var generator: Philox

    init(seed: Int) {
        generator = Philox(seed: UInt64(seed), purpose: .examples)
    }

    mutating func pick(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + generator.below(range.count)
    }

    /// In -1…1.
    mutating func values(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float(2 * generator.uniform() - 1) }
    }
}
