import Testing

@testable import Compute

@Suite struct LinearAlgebraTests {
    @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
    func productsAgreeWithTheirDefinition(transposingA: Bool, transposingB: Bool) {
        let (rows, columns, inner) = (3, 4, 5)
        var generator = Philox(seed: 1, purpose: .samples)
        let a = (0..<rows * inner).map { _ in Float(generator.normal()) }
        let b = (0..<inner * columns).map { _ in Float(generator.normal()) }
        var c = [Float](repeating: 1, count: rows * columns)
        LinearAlgebra.multiply(
            a, transposingA: transposingA, b, transposingB: transposingB, into: &c, rows: rows,
            columns: columns, inner: inner, accumulating: true)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum: Float = 1
                for k in 0..<inner {
                    sum +=
                        a[transposingA ? k * rows + row : row * inner + k]
                        * b[transposingB ? column * inner + k : k * columns + column]
                }
                #expect(abs(c[row * columns + column] - sum) < 1e-5)
            }
        }
    }

    @Test func eigenvectorsDiagonalise() throws {
        // 2 on the diagonal, -1 beside it: eigenvalues 2 - 2 cos(k π / (n + 1)).
        let order = 6
        var matrix = [Double](repeating: 0, count: order * order)
        for index in 0..<order {
            matrix[index * order + index] = 2
            if index > 0 {
                matrix[index * order + index - 1] = -1
                matrix[(index - 1) * order + index] = -1
            }
        }
        let system = try LinearAlgebra.symmetricEigen(matrix, order: order)
        for k in 0..<order {
            let expected = 2 - 2 * cosine(Double(k + 1) * .pi / Double(order + 1))
            #expect(abs(system.values[k] - expected) < 1e-12)
            let vector = system.vectors[k * order..<(k + 1) * order].map { $0 }
            for row in 0..<order {
                let product = (0..<order).reduce(0.0) { $0 + matrix[row * order + $1] * vector[$1] }
                #expect(abs(product - expected * vector[row]) < 1e-12)
            }
        }
    }

    @Test func eigenvaluesAloneAreTheSame() throws {
        let matrix: [Double] = [4, 1, -2, 1, 3, 0.5, -2, 0.5, 5]
        let system = try LinearAlgebra.symmetricEigen(matrix, order: 3)
        let values = try LinearAlgebra.symmetricEigenvalues(matrix, order: 3)
        for (a, b) in zip(system.values, values) { #expect(abs(a - b) < 1e-13) }
    }

    @Test func choleskyFactorsAndSolves() throws {
        let matrix: [Double] = [4, 1, -2, 1, 3, 0.5, -2, 0.5, 5]
        let lower = try #require(try LinearAlgebra.cholesky(matrix, order: 3))
        #expect(lower[1] == 0 && lower[2] == 0 && lower[5] == 0)
        for row in 0..<3 {
            for column in 0..<3 {
                let product = (0..<3).reduce(0.0) {
                    $0 + lower[row * 3 + $1] * lower[column * 3 + $1]
                }
                #expect(abs(product - matrix[row * 3 + column]) < 1e-14)
            }
        }
        let right: [Double] = [1, 2, 3, -1, 0, 4]
        var rows = right
        LinearAlgebra.solveLower(lower, order: 3, rows: &rows, count: 2)
        for row in 0..<2 {
            for place in 0..<3 {
                let product = (0..<3).reduce(0.0) {
                    $0 + lower[place * 3 + $1] * rows[row * 3 + $1]
                }
                #expect(abs(product - right[row * 3 + place]) < 1e-14)
            }
        }
        #expect(try LinearAlgebra.cholesky([1, 2, 2, 1], order: 2) == nil)
        #expect(throws: ComputeError.self) {
            try LinearAlgebra.cholesky([.nan, 0, 0, 1], order: 2)
        }
    }

    /// By its power series, so that the test leans on no other library.
    private func cosine(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for k in 1..<15 {
            term *= -x * x / Double((2 * k - 1) * (2 * k))
            sum += term
        }
        return sum
    }
}
