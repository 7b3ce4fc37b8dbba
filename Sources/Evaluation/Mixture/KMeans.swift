import Compute

/// Clusters by Lloyd's algorithm from a k-means++ start (Arthur and Vassilvitskii 2007).
struct KMeans {
    /// The cluster of each row.
    private(set) var cluster: [Int]
    private static let mostSteps = 30

    /// - Precondition: at least `clusters` rows.
    init(_ rows: FeatureMatrix, clusters: Int, seed: UInt64) {
        precondition(rows.count >= clusters && clusters > 0, "fewer rows than clusters")
        var centres = Self.start(rows, clusters: clusters, seed: seed)
        cluster = []
        for _ in 0..<Self.mostSteps {
            let next = Self.nearest(rows, centres).map(\.cluster)
            if next == cluster { break }
            cluster = next
            centres = Self.means(rows, cluster, centres)
        }
    }

    /// The first centre is any row; each next one a row with a chance that grows with the squared
    /// distance to its nearest centre.
    private static func start(_ rows: FeatureMatrix, clusters: Int, seed: UInt64) -> FeatureMatrix {
        var generator = Philox(seed: seed, purpose: .mixtureStart)
        var chosen = [generator.below(rows.count)]
        while chosen.count < clusters {
            let distances = nearest(rows, rows.rows(chosen)).map(\.distance)
            let goal = generator.uniform() * distances.reduce(0, +)
            var sum = 0.0
            let next = distances.firstIndex {
                sum += $0
                return sum > goal
            }
            chosen.append(next ?? generator.below(rows.count))
        }
        return rows.rows(chosen)
    }

    private static func nearest(
        _ rows: FeatureMatrix, _ centres: FeatureMatrix
    ) -> [(cluster: Int, distance: Double)] {
        var result: [(cluster: Int, distance: Double)] = []
        result.reserveCapacity(rows.count)
        rows.forEachRow(distancesTo: centres) { _, distances in
            var best = 0
            for column in distances.indices where distances[column] < distances[best] {
                best = column
            }
            result.append((best, Double(distances[best])))
        }
        return result
    }

    /// The mean of each cluster's rows; an empty cluster keeps its centre.
    private static func means(
        _ rows: FeatureMatrix, _ cluster: [Int], _ centres: FeatureMatrix
    ) -> FeatureMatrix {
        let width = rows.width
        var sums = [Double](repeating: 0, count: centres.values.count)
        var counts = [Int](repeating: 0, count: centres.count)
        for (row, cluster) in cluster.enumerated() {
            counts[cluster] += 1
            for column in 0..<width {
                sums[cluster * width + column] += rows.values[row * width + column]
            }
        }
        for index in sums.indices {
            let count = counts[index / width]
            sums[index] = count > 0 ? sums[index] / Double(count) : centres.values[index]
        }
        return FeatureMatrix(count: centres.count, width: width, values: sums)
    }
}
