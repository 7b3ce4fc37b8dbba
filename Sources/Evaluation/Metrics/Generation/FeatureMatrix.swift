import Compute

/// Features of images, a row each, in double precision: what generation is measured in.
struct FeatureMatrix: Sendable {
    /// Images.
    let count: Int
    /// Features of an image.
    let width: Int
    /// [count, width], row-major.
    let values: [Double]

    init(count: Int, width: Int, values: [Double]) {
        precondition(values.count == count * width, "values do not fill the matrix")
        self.count = count
        self.width = width
        self.values = values
    }

    /// All rows of the parts, in order.
    ///
    /// - Precondition: parts of one width, at least one.
    init(joining parts: [FeatureMatrix]) {
        self.init(
            count: parts.reduce(0) { $0 + $1.count }, width: parts[0].width,
            values: parts.flatMap(\.values))
    }

    init(_ tensor: Tensor) {
        self.init(
            count: tensor.shape[0], width: tensor.rowLength, values: tensor.values.map(Double.init))
    }

    /// Variance of each column, the sum of squares divided by the number of rows.
    ///
    /// In two passes: the difference of two large sums would lose the variance of a far-off mean.
    var variances: [Double] {
        var mean = [Double](repeating: 0, count: width), variance = mean
        let rows = Double(max(count, 1))
        for (index, value) in values.enumerated() { mean[index % width] += value }
        for column in mean.indices { mean[column] /= rows }
        for (index, value) in values.enumerated() {
            let difference = value - mean[index % width]
            variance[index % width] += difference * difference
        }
        return variance.map { $0 / rows }
    }

    /// All values less those of a row, [count, width].
    func centred(at centre: [Double]) -> [Double] {
        precondition(centre.count == width, "a centre of another width")
        var result = values
        result.withUnsafeMutableBufferPointer { result in
            for start in stride(from: 0, to: result.count, by: max(width, 1)) {
                for column in 0..<width { result[start + column] -= centre[column] }
            }
        }
        return result
    }

    /// The same in single precision.
    var tensor: Tensor { Tensor(shape: [count, width], values: values.map { Float($0) }) }

    /// The rows at `indices`, in that order.
    func rows(_ indices: [Int]) -> FeatureMatrix {
        var chosen: [Double] = []
        chosen.reserveCapacity(indices.count * width)
        for index in indices { chosen += values[index * width..<(index + 1) * width] }
        return FeatureMatrix(count: indices.count, width: width, values: chosen)
    }
}
