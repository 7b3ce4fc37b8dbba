import Compute

/// Mean and covariance of features, of all rows and without any one group of them.
struct GroupedMoments: Sendable {
    /// Mean [width] and covariance [width, width], the sum of squares divided by the rows less one.
    struct Moments: Sendable {
        let mean: [Double]
        let covariance: [Double]
    }

    /// Of all rows.
    let whole: Moments
    /// Without each group.
    let without: [Moments]

    /// - Precondition: a group of every row, each from 0 to `groups` - 1; two rows outside each.
    init(_ features: FeatureMatrix, group: [Int], groups: Int) {
        let width = features.width
        // Squares of values far from 0 would lose the covariance: all is taken about the mean.
        let centre = Self.mean(features)
        var parts: [(sum: [Double], squares: [Double], count: Int)] = []
        for number in 0..<groups {
            let members = group.indices.filter { group[$0] == number }
            let rows = features.rows(members).centred(at: centre)
            var sum = [Double](repeating: 0, count: width)
            for (index, value) in rows.enumerated() { sum[index % width] += value }
            var squares = [Double](repeating: 0, count: width * width)
            if !members.isEmpty {
                LinearAlgebra.multiply(
                    rows, transposingA: true, rows, into: &squares, rows: width, columns: width,
                    inner: members.count)
            }
            parts.append((sum, squares, members.count))
        }
        func moments(without excluded: Int?) -> Moments {
            var sum = [Double](repeating: 0, count: width)
            var squares = [Double](repeating: 0, count: width * width)
            var count = 0.0
            for (number, part) in parts.enumerated() where number != excluded {
                for index in sum.indices { sum[index] += part.sum[index] }
                for index in squares.indices { squares[index] += part.squares[index] }
                count += Double(part.count)
            }
            precondition(count >= 2, "too few rows for a covariance")
            let mean = sum.map { $0 / count }
            for row in 0..<width {
                for column in 0..<width {
                    let index = row * width + column
                    squares[index] =
                        (squares[index] - count * mean[row] * mean[column]) / (count - 1)
                }
            }
            return Moments(mean: zip(mean, centre).map(+), covariance: squares)
        }
        whole = moments(without: nil)
        without = (0..<groups).map { moments(without: $0) }
    }

    private static func mean(_ features: FeatureMatrix) -> [Double] {
        var sum = [Double](repeating: 0, count: features.width)
        for (index, value) in features.values.enumerated() { sum[index % features.width] += value }
        return sum.map { $0 / Double(max(features.count, 1)) }
    }
}
