import Compute

/// How far each row of a feature matrix is from its nearest others, squared.
enum NeighbourRadii {
    /// Rows worked on at a time: 40 MB of distances for 10,000 images.
    static let block = 500

    /// For each k of `ranks`, each row's squared distance to its k-th nearest other row; infinity where
    /// there are not so many.
    static func squared(_ features: FeatureMatrix, ranks: [Int]) -> [[Double]] {
        let most = ranks.max() ?? 0
        var result = [[Double]](
            repeating: [Double](repeating: .infinity, count: features.count), count: ranks.count)
        var nearest = [Double](repeating: .infinity, count: most)
        SquaredDistances.forEachBlock(features, features) { rows, distances in
            for row in rows {
                for index in 0..<most { nearest[index] = .infinity }
                let line = (row - rows.lowerBound) * features.count
                for column in 0..<features.count {
                    let distance = distances[line + column]
                    guard most > 0, distance < nearest[most - 1], column != row else { continue }
                    var place = most - 1
                    while place > 0, nearest[place - 1] > distance {
                        nearest[place] = nearest[place - 1]
                        place -= 1
                    }
                    nearest[place] = distance
                }
                for (index, rank) in ranks.enumerated() {
                    result[index][row] = nearest[rank - 1]
                }
            }
        }
        return result
    }
}

/// Squared Euclidean distances between the rows of two matrices, a block of rows at a time.
enum SquaredDistances {
    /// Hands `visit` the rows of `a` at hand and their distances to all rows of `b`, row-major
    /// [rows, b.count].
    ///
    /// As |x|² + |y|² − 2 x · y, so equal rows may be a rounding error apart, also below 0.
    static func forEachBlock(
        _ a: FeatureMatrix, _ b: FeatureMatrix,
        _ visit: (Range<Int>, UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        precondition(a.width == b.width, "features of different widths")
        let squares = (norms(a), norms(b))
        let size = min(NeighbourRadii.block, a.count)
        var distances = [Double](repeating: 0, count: size * b.count)
        for start in stride(from: 0, to: a.count, by: max(size, 1)) {
            let rows = start..<min(start + size, a.count)
            a.values.withUnsafeBufferPointer { values in
                distances.withUnsafeMutableBufferPointer { distances in
                    guard let first = values.baseAddress, let out = distances.baseAddress else {
                        return
                    }
                    LinearAlgebra.multiply(
                        first + start * a.width, b.values, transposingB: true, into: out,
                        rows: rows.count, columns: b.count, inner: a.width)
                    squares.1.withUnsafeBufferPointer { others in
                        for row in rows {
                            let line = out + (row - start) * b.count
                            let own = squares.0[row]
                            for column in 0..<b.count {
                                line[column] = own + others[column] - 2 * line[column]
                            }
                        }
                    }
                    visit(rows, distances)
                }
            }
        }
    }

    private static func norms(_ matrix: FeatureMatrix) -> [Double] {
        (0..<matrix.count).map { row in
            matrix.values[row * matrix.width..<(row + 1) * matrix.width].reduce(0) { $0 + $1 * $1 }
        }
    }
}
