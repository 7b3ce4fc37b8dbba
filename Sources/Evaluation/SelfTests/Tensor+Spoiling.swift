import Compute
import Datasets
import Foundation

extension Tensor {
    /// The rows at `indices`, in that order.
    func selecting(_ indices: [Int]) -> Tensor {
        let length = rowLength
        var chosen: [Float] = []
        chosen.reserveCapacity(indices.count * length)
        for index in indices { chosen += values[index * length..<(index + 1) * length] }
        return Tensor(shape: [indices.count] + shape.dropFirst(), values: chosen)
    }

    /// Some columns of a matrix at 0, the others as they are.
    func zeroing(columns: [Int]) -> Tensor {
        var result = self
        for start in stride(from: 0, to: values.count, by: max(rowLength, 1)) {
            for column in columns { result.values[start + column] = 0 }
        }
        return result
    }

    /// Images [n, height · width] with their pixels in another order, the same for all.
    func permuted() -> Tensor {
        let length = rowLength
        var order = Array(0..<length)
        var generator = Philox(seed: 0, purpose: .pixelOrder)
        generator.shuffle(&order)
        return Tensor(
            shape: shape,
            values: stride(from: 0, to: values.count, by: length).flatMap { start in
                order.map { values[start + $0] }
            })
    }

    /// Images [n, height · width] under a Gaussian of 1.5 pixels, black beyond their edges.
    func blurred(_ shape: ImageShape) -> Tensor {
        let radius = 4
        let bells = (-radius...radius).map { exp(-Double($0 * $0) / (2 * 1.5 * 1.5)) }
        let total = bells.reduce(0, +)
        let weights = bells.map { Float($0 / total) }
        // Along rows, then along columns.
        func pass(_ source: [Float], step: Int, place: (Int) -> Int, length: Int) -> [Float] {
            source.indices.map { index in
                let position = place(index)
                return (-radius...radius).reduce(Float(0)) { sum, offset in
                    (0..<length).contains(position + offset)
                        ? sum + weights[offset + radius] * source[index + offset * step] : sum
                }
            }
        }
        let (width, height) = (shape.width, shape.height)
        let rows = pass(values, step: 1, place: { $0 % width }, length: width)
        let both = pass(rows, step: width, place: { $0 / width % height }, length: height)
        return Tensor(shape: self.shape, values: both)
    }
}
