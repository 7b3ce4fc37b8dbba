import Compute
import Datasets

extension ImageSet {
    /// Consecutive ranges of at most 500 images: enough to fill the matrix products, few enough to
    /// stay in the cache.
    var blocks: [Range<Int>] {
        stride(from: 0, to: count, by: 500).map { $0..<Swift.min($0 + 500, count) }
    }

    /// The images of `range` as [n, height · width] on 0…1.
    func tensor(_ range: Range<Int>) -> Tensor {
        let part = pixels[range.lowerBound * shape.count..<range.upperBound * shape.count]
        return Tensor(shape: [range.count, shape.count], values: part.map { Float($0) / 255 })
    }
}
