import CKernels

/// Squared Euclidean distances to the rows of one matrix, in single precision.
///
/// Sums of squared differences: equal rows are at 0, a is as far from b as b from a, and an error is
/// about 1e-6 of the distance, however far from 0 the rows are alike.
public struct SquaredDistances {
    /// Floats from one line of distances to the next: the matrix's rows, in whole panels.
    public let lineLength: Int
    private let width: Int
    private let panels: Buffer
    private let kernels: Kernels

    /// To the rows of `matrix` [count, width].
    public init(to matrix: [Float], width: Int) {
        self.init(to: matrix, width: width, kernels: .shared)
    }

    init(to matrix: [Float], width: Int, kernels: Kernels) {
        precondition(width > 0 && matrix.count.isMultiple(of: width), "not whole rows")
        let count = matrix.count / width
        self.width = width
        self.kernels = kernels
        lineLength = (count + Panels.width - 1) / Panels.width * Panels.width
        panels = Buffer(count: Panels.count(rows: width, columns: count))
        matrix.withUnsafeBufferPointer {
            guard let first = $0.baseAddress else { return }
            kernels.packTransposed(
                first, stride: width, into: panels.pointer, rows: width, columns: count)
        }
    }

    /// The distances of `count` rows [count, width], [count, lineLength]; what is in a line beyond the
    /// matrix's rows says nothing.
    public func fill(
        _ distances: UnsafeMutablePointer<Float>, from rows: UnsafePointer<Float>, count: Int
    ) {
        kernels.table.squared_distances(
            rows, panels.pointer, distances, count, lineLength, width)
    }
}
