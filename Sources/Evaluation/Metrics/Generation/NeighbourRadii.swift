import Compute

/// How far each row of a feature matrix is from its nearest others, squared.
enum NeighbourRadii {
    /// For each k of `ranks`, each row's squared distance to its k-th nearest other row; infinity where
    /// there are not so many.
    static func squared(_ features: FeatureMatrix, ranks: [Int]) -> [[Float]] {
        let most = ranks.max() ?? 0
        var result = [[Float]](
            repeating: [Float](repeating: .infinity, count: features.count), count: ranks.count)
        var nearest = [Float](repeating: .infinity, count: most)
        features.forEachRow(distancesTo: features) { row, distances in
            for index in 0..<most { nearest[index] = .infinity }
            for column in distances.indices {
                let distance = distances[column]
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
        return result
    }
}

extension FeatureMatrix {
    /// Rows whose distances are worked out at a time: 0.6 MB for 10,000 others, which stay in the L2
    /// cache.
    private static let rowsAtATime = 16

    /// Hands `visit` each row's number, in order, and its squared Euclidean distances to all rows of
    /// `others`, to about 1e-6 of themselves: see `SquaredDistances`.
    func forEachRow(
        distancesTo others: FeatureMatrix,
        _ visit: (_ row: Int, _ distances: UnsafeBufferPointer<Float>) -> Void
    ) {
        precondition(width == others.width, "features of different widths")
        let squares = SquaredDistances(to: others.tensor.values, width: width)
        let rows = tensor.values
        let length = squares.lineLength
        var distances = [Float](repeating: 0, count: min(Self.rowsAtATime, count) * length)
        distances.withUnsafeMutableBufferPointer { distances in
            guard let lines = distances.baseAddress else { return }
            rows.withUnsafeBufferPointer { rows in
                guard let first = rows.baseAddress else { return }
                for start in stride(from: 0, to: count, by: Self.rowsAtATime) {
                    let size = min(Self.rowsAtATime, count - start)
                    squares.fill(lines, from: first + start * width, count: size)
                    for row in 0..<size {
                        visit(
                            start + row,
                            UnsafeBufferPointer(start: lines + row * length, count: others.count))
                    }
                }
            }
        }
    }
}
