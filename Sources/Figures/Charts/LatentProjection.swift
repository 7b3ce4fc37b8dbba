import Compute

/// Codes of images in a plane.
struct LatentProjection {
    /// [n]: where each code lies.
    let places: [(x: Double, y: Double)]
    /// The parts of the codes' variance along both axes, from 0 to 1; nil where nothing was
    /// projected.
    let shares: (x: Double, y: Double)?

    /// Codes [n, size] of two dimensions as they are; of more, their first two principal components:
    /// the axes along which they vary most, from their mean. Equal to scikit-learn's
    /// `PCA(2).fit_transform`, signs apart. Throws `ComputeError` where LAPACK fails.
    ///
    /// - Precondition: two dimensions or more.
    init(_ codes: Tensor) throws {
        let (count, size) = (codes.shape[0], codes.shape[1])
        precondition(size >= 2, "no plane")
        let values = codes.values.map(Double.init)
        guard size > 2 else {
            places = (0..<count).map { (values[2 * $0], values[2 * $0 + 1]) }
            shares = nil
            return
        }
        let mean = (0..<size).map { dimension in
            (0..<count).reduce(0.0) { $0 + values[$1 * size + dimension] } / Double(max(count, 1))
        }
        let centred = values.indices.map { values[$0] - mean[$0 % size] }
        var covariance = [Double](repeating: 0, count: size * size)
        LinearAlgebra.multiply(
            centred, transposingA: true, centred, into: &covariance, rows: size, columns: size,
            inner: count)
        // Divided by the count or not, the axes and the shares are the same.
        let system = try LinearAlgebra.symmetricEigen(covariance, order: size)
        let axes = [size - 1, size - 2].map { system.vectors[$0 * size..<($0 + 1) * size] }
        places = (0..<count).map { row in
            let along = axes.map { axis in
                zip(centred[row * size..<(row + 1) * size], axis).reduce(0) { $0 + $1.0 * $1.1 }
            }
            return (along[0], along[1])
        }
        let total = system.values.reduce(0) { $0 + max($1, 0) }
        func share(_ place: Int) -> Double {
            total > 0 ? max(system.values[place], 0) / total : 0
        }
        shares = (share(size - 1), share(size - 2))
    }
}
