import Compute
import Foundation

extension GaussianMixture {
    /// Components of a fit; fewer where a component would have fewer than four rows a dimension.
    static let usualCount = 10
    /// Added to every variance, as scikit-learn's `reg_covar`; times the variances' mean above 1.
    private static let floor = 1e-6
    /// A step that raises the mean log density by less than this many nats ends the fit.
    private static let tolerance = 1e-4
    private static let mostSteps = 200

    /// Fitted to rows by expectation–maximisation (Dempster, Laird and Rubin 1977) in the log domain,
    /// started from k-means.
    /// Throws `ComputeError` where a number is none.
    ///
    /// - Precondition: at least one row.
    init(fitting rows: FeatureMatrix, seed: UInt64) throws {
        let count = max(1, min(Self.usualCount, rows.count / (4 * rows.width)))
        let assigned = KMeans(rows, clusters: count, seed: seed).cluster
        var shares = [Double](repeating: 0, count: rows.count * count)
        for (row, cluster) in assigned.enumerated() { shares[row * count + cluster] = 1 }
        var mixture = try Self.maximised(rows, shares, count: count)
        var last = -Double.infinity
        for _ in 0..<Self.mostSteps {
            var joint = mixture.logJoint(rows)
            var total = 0.0
            let size = mixture.components.count
            for row in 0..<rows.count {
                let range = row * size..<(row + 1) * size
                let density = Self.logSumExp(joint[range])
                total += density
                for index in range { joint[index] = exp(joint[index] - density) }
            }
            let mean = total / Double(rows.count)
            guard mean - last > Self.tolerance else { break }
            last = mean
            mixture = try Self.maximised(rows, joint, count: size)
        }
        self = mixture
    }

    /// The components that shares [rows, count] make likeliest; one without rows is dropped.
    private static func maximised(
        _ rows: FeatureMatrix, _ shares: [Double], count: Int
    ) throws -> GaussianMixture {
        let size = rows.width
        let components = try (0..<count).compactMap { number -> Component? in
            var total = 0.0
            var mean = [Double](repeating: 0, count: size)
            for row in 0..<rows.count {
                let share = shares[row * count + number]
                total += share
                for column in 0..<size { mean[column] += share * rows.values[row * size + column] }
            }
            guard total > 1e-8 * Double(rows.count) else { return nil }
            for column in 0..<size { mean[column] /= total }
            // Rows scaled by the root of their share: the covariance is then one product.
            var scaled = rows.centred(at: mean)
            for row in 0..<rows.count {
                let root = shares[row * count + number].squareRoot()
                for index in row * size..<(row + 1) * size { scaled[index] *= root }
            }
            var covariance = [Double](repeating: 0, count: size * size)
            LinearAlgebra.multiply(
                scaled, transposingA: true, scaled, into: &covariance, rows: size, columns: size,
                inner: rows.count)
            for index in covariance.indices { covariance[index] /= total }
            let trace = (0..<size).reduce(0.0) { $0 + covariance[$1 * size + $1] }
            let floor = Self.floor * max(1, trace / Double(size))
            for column in 0..<size { covariance[column * size + column] += floor }
            return try Component(
                weight: total / Double(rows.count), mean: mean, covariance: covariance)
        }
        return GaussianMixture(components: components)
    }
}
