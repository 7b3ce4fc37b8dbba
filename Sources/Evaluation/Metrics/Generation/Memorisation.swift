import Compute

/// Whether samples lie closer to training images than to equally many test images, in pixels.
///
/// The ratio of the mean distance to the nearest training image and that to the nearest test image is
/// about 1 where nothing was memorised, however blurred samples are, and 0 where samples are copies of
/// the training images looked at. Of a larger training set those are a part, and copies of the others
/// are not seen.
///
/// A test image that is the sample itself is not looked at: held-out images may be test images.
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
            return test > 0 ? training / test : 1
        }
        self.ratio = Jackknife(
            value: ratio(without: nil), replicates: (0..<groups).map { ratio(without: $0) })
    }

    /// Each row's distance to the nearest row of `images`, both [n, pixels]; where `skippingCopies`, to
    /// the nearest that is another image.
    ///
    /// The nearest is found by |y|² − 2 x · y in single precision; its distance is then taken exactly,
    /// so that a copy is at 0.
    static func nearest(
        _ rows: Tensor, _ images: Tensor, skippingCopies: Bool = false
    ) -> [Double] {
        let (count, width, others) = (rows.shape[0], rows.rowLength, images.shape[0])
        let norms = (0..<others).map { index in
            images.values[index * width..<(index + 1) * width].reduce(0) { $0 + $1 * $1 }
        }
        let block = min(others, 1_000)
        func isCopy(_ row: Int, of place: Int) -> Bool {
            rows.values[row * width..<(row + 1) * width]
                .elementsEqual(images.values[place * width..<(place + 1) * width])
        }
        var products = [Float](repeating: 0, count: count * block)
        var nearest = [(place: Int, distance: Float)](repeating: (0, .infinity), count: count)
        for start in stride(from: 0, to: others, by: max(block, 1)) {
            let size = min(block, others - start)
            images.values.withUnsafeBufferPointer { values in
                guard let first = values.baseAddress else { return }
                LinearAlgebra.multiply(
                    rows.values, first + start * width, transposingB: true, into: &products,
                    rows: count, columns: size, inner: width)
            }
            for row in 0..<count {
                for column in 0..<size {
                    let distance = norms[start + column] - 2 * products[row * size + column]
                    guard distance < nearest[row].distance,
                        !skippingCopies || !isCopy(row, of: start + column)
                    else { continue }
                    nearest[row] = (start + column, distance)
                }
            }
        }
        return nearest.enumerated().map { row, nearest in
            let pixels = rows.values[row * width..<(row + 1) * width]
            let others = images.values[nearest.place * width..<(nearest.place + 1) * width]
            return zip(pixels, others).reduce(0.0) { sum, pair in
                let difference = Double(pair.0) - Double(pair.1)
                return sum + difference * difference
            }.squareRoot()
        }
    }
}
