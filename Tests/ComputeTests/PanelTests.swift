import Testing

import CKernels

@testable import Compute

/// Matrices in panels, for every instruction set, against a loop over their elements.
@Suite struct PanelTests {
    @Test(arguments: KernelSet.all, 0..<40)
    func everyElementIsInItsPlace(set: KernelSet, seed: Int) {
        var random = RandomNumbers(seed: seed)
        let rows = random.pick(1...40), columns = random.pick(1...100)
        let width = random.pick(0...1) == 0 ? Panels.width : 4 * random.pick(1...8)
        let rowStride = columns + random.pick(0...5), columnStride = rows + random.pick(0...5)
        let matrix = random.values(max(rows * rowStride, columns * columnStride))
        let count = Panels.count(rows: rows, columns: columns, width: width)
        // The last is beyond the panels.
        var straight = [Float](repeating: 9, count: count + 1)
        var transposed = straight
        set.kernels.pack(
            matrix, stride: rowStride, into: &straight, rows: rows, columns: columns, width: width)
        set.kernels.packTransposed(
            matrix, stride: columnStride, into: &transposed, rows: rows, columns: columns,
            width: width)
        for place in 0..<count {
            let (row, inside) = (place / width % rows, place % width)
            let column = place / width / rows * width + inside
            let isThere = column < columns
            #expect(straight[place] == (isThere ? matrix[row * rowStride + column] : 0))
            #expect(transposed[place] == (isThere ? matrix[column * columnStride + row] : 0))
        }
        #expect(straight[count] == 9 && transposed[count] == 9)
    }

    @Test func runsAreSplitAndPairedWhole() {
        var random = RandomNumbers(seed: 3)
        for _ in 0..<50 {
            let limit = random.pick(1...7), rows = random.pick(0...60)
            let runs = RowRun(a: 5, c: 7, rows: rows).split(limit: limit, rowsOfA: 2, rowsOfC: 3)
            #expect(runs.allSatisfy { (1...limit).contains($0.rows) })
            var seen = [Int]()
            for tile in RowRun.tiles(runs) {
                let places = [(tile.a.0, tile.c.0), (tile.a.1, tile.c.1)]
                for (a, c) in places.prefix(tile.runs) {
                    #expect((a - 5) * 3 == (c - 7) * 2)
                    seen += (0..<tile.rows).map { (a - 5) / 2 + $0 }
                }
            }
            #expect(seen.sorted() == Array(0..<rows))
        }
    }
}
