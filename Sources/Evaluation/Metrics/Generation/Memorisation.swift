import Compute

/// Whether samples lie closer to training images than to equally many test images, in pixels.
///
/// The ratio of the mean distance to the nearest training image and that to the nearest test image is
/// about 1 where nothing was memorised, however blurred samples are, and 0 where samples are copies.
struct Memorisation: Metric {
    static let name = "memorisation"
    static let definition = 1

    /// Samples looked at, and at most how many images of each kind.
    static let samples = 500, images = 10_000
    /// A ratio that is below this with 95 % confidence is flagged: about one sample in ten a copy.
    static let threshold = 0.9

    /// Euclidean distances in pixels on 0…1.
    let ratio: Jackknife

    /// From each sample's distance to the nearest image of both kinds.
    init(toTraining: [Double], toTest: [Double], group: [Int], groups: Int) {
        func ratio(without excluded: Int?) -> Double {
            var (training, test) = (0.0, 0.0)
            for index in group.indices where group[index] != excluded {
                training += toTraining[index]
                test += toTest[index]
            }
            // A test image that is a sample too: neither is nearer.
            return test > 0 ? training / test : training > 0 ? 2 : 1
        }
        self.ratio = Jackknife(
            value: ratio(without: nil), replicates: (0..<groups).map { ratio(without: $0) })
    }

    /// Each row's distance to the nearest row of `images`, both [n, pixels].
    static func nearest(_ rows: Tensor, _ images: Tensor) -> [Double] {
        let (count, width) = (rows.shape[0], rows.rowLength)
        let others = images.shape[0]
        func norms(_ tensor: Tensor) -> [Float] {
            stride(from: 0, to: tensor.values.count, by: width).map { start in
                tensor.values[start..<start + width].reduce(0) { $0 + $1 * $1 }
            }
        }
        let (own, other) = (norms(rows), norms(images))
        var products = [Float](repeating: 0, count: count * min(others, 1_000))
        var nearest = [Float](repeating: .infinity, count: count)
        for start in stride(from: 0, to: others, by: 1_000) {
            let size = min(1_000, others - start)
            images.values.withUnsafeBufferPointer { values in
                guard let first = values.baseAddress else { return }
                LinearAlgebra.multiply(
                    rows.values, first + start * width, transposingB: true, into: &products,
                    rows: count, columns: size, inner: width)
            }
            for row in 0..<count {
                for column in 0..<size {
                    let distance = other[start + column] - 2 * products[row * size + column]
                    nearest[row] = min(nearest[row], distance)
                }
            }
        }
        return zip(nearest, own).map { Double(max($0 + $1, 0)).squareRoot() }
    }
}
