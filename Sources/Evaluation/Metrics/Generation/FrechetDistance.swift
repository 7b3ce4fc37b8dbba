import Compute

/// Fréchet distance between two normal distributions fitted to features (Heusel et al. 2017):
/// |m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁½ C₂ C₁½)½), in squared units of the features.
///
/// Of a finite sample it is too large; `Jackknife.unbiased` takes the bias of first order away.
struct FrechetDistance: Metric {
    static let name = "frechetDistance"
    static let definition = 1

    /// What one side of the comparison needs: moments, and the square roots of its covariances, which
    /// are taken once for all that is compared with it.
    struct Reference: Sendable {
        let moments: GroupedMoments
        fileprivate let wholeRoot: [Double]
        fileprivate let roots: [[Double]]

        /// Throws `ComputeError` where LAPACK fails.
        init(_ moments: GroupedMoments) throws {
            self.moments = moments
            wholeRoot = try squareRoot(of: moments.whole)
            roots = try moments.without.map(squareRoot)
        }
    }

    /// Between the two sides, of all rows and without one group of both at a time. Throws
    /// `ComputeError`.
    ///
    /// - Precondition: as many features and groups on both sides.
    static func jackknife(_ samples: GroupedMoments, _ reference: Reference) throws -> Jackknife {
        Jackknife(
            value: try distance(samples.whole, reference.moments.whole, root: reference.wholeRoot),
            replicates: try samples.without.indices.map {
                try distance(
                    samples.without[$0], reference.moments.without[$0], root: reference.roots[$0])
            })
    }

    private static func distance(
        _ first: GroupedMoments.Moments, _ second: GroupedMoments.Moments, root: [Double]
    ) throws -> Double {
        let width = first.mean.count
        let means = zip(first.mean, second.mean).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        }
        var half = [Double](repeating: 0, count: width * width)
        var product = half
        LinearAlgebra.multiply(
            root, first.covariance, into: &half, rows: width, columns: width, inner: width)
        LinearAlgebra.multiply(
            half, root, into: &product, rows: width, columns: width, inner: width)
        // The product is symmetric and has no negative eigenvalue but by rounding, so the trace of
        // its root is the sum of their roots.
        let trace = try LinearAlgebra.symmetricEigenvalues(product, order: width)
            .reduce(0) { $0 + max($1, 0).squareRoot() }
        return means + Self.trace(first.covariance, width) + Self.trace(second.covariance, width)
            - 2 * trace
    }

    private static func trace(_ matrix: [Double], _ order: Int) -> Double {
        (0..<order).reduce(0) { $0 + matrix[$1 * order + $1] }
    }
}

/// The symmetric square root of a covariance, through its eigenvectors: V diag(√λ) Vᵀ.
private func squareRoot(of moments: GroupedMoments.Moments) throws -> [Double] {
    let width = moments.mean.count
    let system = try LinearAlgebra.symmetricEigen(moments.covariance, order: width)
    // Rows of `vectors` are eigenvectors; each scaled by the fourth root of its value.
    var scaled = system.vectors
    for (row, value) in system.values.enumerated() {
        let factor = max(value, 0).squareRoot().squareRoot()
        for column in 0..<width { scaled[row * width + column] *= factor }
    }
    var root = [Double](repeating: 0, count: width * width)
    LinearAlgebra.multiply(
        scaled, transposingA: true, scaled, into: &root, rows: width, columns: width, inner: width)
    return root
}
