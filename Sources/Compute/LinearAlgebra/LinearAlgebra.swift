import CLinearAlgebra

/// Dense algebra through CBLAS and LAPACK, one thread a call, row-major.
public enum LinearAlgebra {
    /// C = A · B, or C += A · B: [rows, inner] · [inner, columns] -> [rows, columns].
    ///
    /// With `transposingA` the memory at `a` holds [inner, rows]; with `transposingB` that at `b`
    /// holds [columns, inner].
    public static func multiply(
        _ a: UnsafePointer<Float>, transposingA: Bool = false,
        _ b: UnsafePointer<Float>, transposingB: Bool = false,
        into c: UnsafeMutablePointer<Float>, rows: Int, columns: Int, inner: Int,
        accumulating: Bool = false
    ) {
        _ = usesOneThread
        cblas_sgemm(
            CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans,
            transposingB ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1,
            a, Int32(transposingA ? rows : inner), b, Int32(transposingB ? inner : columns),
            accumulating ? 1 : 0, c, Int32(columns))
    }

    /// C = A · B in double precision; as the version for floats.
    public static func multiply(
        _ a: UnsafePointer<Double>, transposingA: Bool = false,
        _ b: UnsafePointer<Double>, transposingB: Bool = false,
        into c: UnsafeMutablePointer<Double>, rows: Int, columns: Int, inner: Int,
        accumulating: Bool = false
    ) {
        _ = usesOneThread
        cblas_dgemm(
            CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans,
            transposingB ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1,
            a, Int32(transposingA ? rows : inner), b, Int32(transposingB ? inner : columns),
            accumulating ? 1 : 0, c, Int32(columns))
    }

    /// Eigenvalues in rising order, and for each its unit eigenvector.
    public struct Eigensystem: Sendable {
        /// Rising.
        public let values: [Double]
        /// [order, order], row i the vector of value i; its largest component is positive.
        public let vectors: [Double]
    }

    /// All eigenvalues and vectors of a symmetric matrix [order, order]; its upper triangle is read.
    ///
    /// LAPACK's `dsyevd`. Throws `ComputeError.notConverged`.
    public static func symmetricEigen(_ matrix: [Double], order: Int) throws -> Eigensystem {
        precondition(matrix.count == order * order, "not a square matrix")
        _ = usesOneThread
        var vectors = matrix
        var values = [Double](repeating: 0, count: order)
        // In column-major order the upper triangle of our rows is the lower triangle, and each
        // vector is written as one of our rows.
        let status = LAPACKE_dsyevd(
            LAPACK_COL_MAJOR, 86 /* V */, 76 /* L */, Int32(order), &vectors, Int32(order), &values)
        guard status == 0 else {
            throw ComputeError.notConverged(routine: "LAPACKE_dsyevd", status: Int(status))
        }
        // Signs of eigenvectors are arbitrary: fix them, so that the same data give the same rows.
        for row in 0..<order {
            let range = row * order..<(row + 1) * order
            let largest = range.max { vectors[$0].magnitude < vectors[$1].magnitude }
            if let largest, vectors[largest] < 0 {
                for index in range { vectors[index].negate() }
            }
        }
        return Eigensystem(values: values, vectors: vectors)
    }

    /// All eigenvalues of a symmetric matrix [order, order], rising; its upper triangle is read.
    ///
    /// LAPACK's `dsyevd`. Throws `ComputeError.notConverged`.
    public static func symmetricEigenvalues(_ matrix: [Double], order: Int) throws -> [Double] {
        precondition(matrix.count == order * order, "not a square matrix")
        _ = usesOneThread
        var work = matrix
        var values = [Double](repeating: 0, count: order)
        let status = LAPACKE_dsyevd(
            LAPACK_COL_MAJOR, 78 /* N */, 76 /* L */, Int32(order), &work, Int32(order), &values)
        guard status == 0 else {
            throw ComputeError.notConverged(routine: "LAPACKE_dsyevd", status: Int(status))
        }
        return values
    }

    /// The lower triangle L with L · Lᵀ = `matrix`, [order, order], zeros above; nil where the matrix
    /// is not positive definite. Its lower triangle is read. LAPACK's `dpotrf`; throws
    /// `ComputeError.notConverged` where that was given what is no number.
    public static func cholesky(_ matrix: [Double], order: Int) throws -> [Double]? {
        precondition(matrix.count == order * order, "not a square matrix")
        _ = usesOneThread
        var lower = matrix
        // The lower triangle of our rows is the upper one in column-major order.
        let status = LAPACKE_dpotrf(
            LAPACK_COL_MAJOR, 85 /* U */, Int32(order), &lower, Int32(order))
        guard status >= 0 else {
            throw ComputeError.notConverged(routine: "LAPACKE_dpotrf", status: Int(status))
        }
        guard status == 0 else { return nil }
        for row in 0..<order {
            for column in row + 1..<max(order, row + 1) { lower[row * order + column] = 0 }
        }
        return lower
    }

    /// Solves L · x = b for every row b of `rows` [count, order], in place; L lower triangular.
    public static func solveLower(
        _ lower: [Double], order: Int, rows: inout [Double], count: Int
    ) {
        precondition(lower.count == order * order && rows.count == count * order, "wrong sizes")
        _ = usesOneThread
        // Row-major X with X · Lᵀ = B.
        cblas_dtrsm(
            CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, Int32(count),
            Int32(order), 1, lower, Int32(order), &rows, Int32(order))
    }
}
