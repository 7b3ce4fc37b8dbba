import Compute
import Datasets

extension Buffer {
    /// Takes the images at `indices` of `set` as [n, pixels] in 0…1.
    ///
    /// - Precondition: they fit.
    func fill(from set: ImageSet, at indices: ArraySlice<Int>) {
        let length = set.shape.count
        precondition(indices.count * length <= count, "more images than there is room for")
        set.pixels.withUnsafeBufferPointer { pixels in
            var out = pointer
            for index in indices {
                let image = UnsafeBufferPointer(
                    rebasing: pixels[index * length..<(index + 1) * length])
                guard let first = image.baseAddress else { return }
                Kernels.shared.unit(first, into: out, count: length)
                out += length
            }
        }
    }
}
