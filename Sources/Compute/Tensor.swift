/// A dense array of `Float`s in row-major order: the last axis varies fastest.
///
/// A value, for the boundaries between parts of the program. Inner loops work on `Buffer`s.
public struct Tensor: Sendable, Hashable {
    /// The length of each axis; the product is `values.count`.
    public let shape: [Int]
    /// The elements in row-major order.
    public var values: [Float]

    /// - Precondition: the product of `shape` equals the number of `values`.
    public init(shape: [Int], values: [Float]) {
        precondition(
            shape.reduce(1, *) == values.count,
            "\(values.count) values do not fill the shape \(shape)")
        self.shape = shape
        self.values = values
    }

    /// A tensor of zeros.
    public init(zeros shape: [Int]) {
        self.init(shape: shape, values: [Float](repeating: 0, count: shape.reduce(1, *)))
    }

    /// The number of elements of one entry of the first axis.
    public var rowLength: Int { shape.dropFirst().reduce(1, *) }

    /// The entries `rows` of the first axis.
    public func rows(_ rows: Range<Int>) -> Tensor {
        let length = rowLength
        return Tensor(
            shape: [rows.count] + shape.dropFirst(),
            values: Array(values[rows.lowerBound * length..<rows.upperBound * length]))
    }
}
