public import Compute
public import Datasets
import Foundation

/// Structural similarity of two grey images on 0…1: Wang et al. 2004.
///
/// Equal to scikit-image's `structural_similarity(gaussian_weights=True, sigma=1.5,
/// use_sample_covariance=False, data_range=1)`: a Gaussian window of 11 x 11, K1 = 0.01, K2 = 0.03,
/// population covariance, the mean over pixels whose window lies inside the image. Images smaller
/// than the window get the largest odd window that fits, where scikit-image refuses.
public struct StructuralSimilarity: Metric {
    static let name = "ssim"
    static let definition = 1

    private static let sigma = 1.5
    private static let usualRadius = 5
    private static let c1 = 0.01 * 0.01
    private static let c2 = 0.03 * 0.03
    /// Local moments: x, y, x², y², xy.
    private static let moments = 5

    private let shape: ImageShape
    private let weights: [Double]

    /// Pixels a side of the window: 11, fewer for images smaller than that.
    public var window: Int { weights.count }

    /// For images of one shape.
    public init(shape: ImageShape) {
        self.shape = shape
        let radius = min(Self.usualRadius, (min(shape.height, shape.width) - 1) / 2)
        let bells = (-radius...radius).map { exp(-Double($0 * $0) / (2 * Self.sigma * Self.sigma)) }
        let total = bells.reduce(0, +)
        weights = bells.map { $0 / total }
    }

    /// One value an image, from two tensors [n, height · width].
    public func perImage(_ images: Tensor, _ others: Tensor) -> [Double] {
        precondition(
            images.shape == others.shape && images.rowLength == shape.count,
            "images differ in shape")
        var planes = [Double](repeating: 0, count: Self.moments * shape.count)
        var row = [Double](repeating: 0, count: Self.moments * shape.width)
        return images.values.withUnsafeBufferPointer { images in
            others.values.withUnsafeBufferPointer { others in
                stride(from: 0, to: images.count, by: shape.count).map { start in
                    let pixels = start..<start + shape.count
                    return planes.withUnsafeMutableBufferPointer { planes in
                        row.withUnsafeMutableBufferPointer { row in
                            fill(planes, images.extracting(pixels), others.extracting(pixels))
                            return mean(planes, row)
                        }
                    }
                }
            }
        }
    }

    /// Lays the five moments out as [height, moments, width], so that one row of all of them is
    /// contiguous and the vertical filter is one loop.
    private func fill(
        _ planes: UnsafeMutableBufferPointer<Double>, _ image: UnsafeBufferPointer<Float>,
        _ other: UnsafeBufferPointer<Float>
    ) {
        let width = shape.width
        for y in 0..<shape.height {
            let line = y * Self.moments * width
            for x in 0..<width {
                let a = Double(image[y * width + x])
                let b = Double(other[y * width + x])
                planes[line + x] = a
                planes[line + width + x] = b
                planes[line + 2 * width + x] = a * a
                planes[line + 3 * width + x] = b * b
                planes[line + 4 * width + x] = a * b
            }
        }
    }

    /// The mean of the similarity over the interior.
    private func mean(
        _ planes: UnsafeMutableBufferPointer<Double>, _ row: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        let width = shape.width
        let length = Self.moments * width
        let rows = shape.height - weights.count + 1
        let columns = width - weights.count + 1
        var sum = 0.0
        for y in 0..<rows {
            row.update(repeating: 0)
            for (tap, weight) in weights.enumerated() {
                let line = planes.extracting((y + tap) * length..<(y + tap + 1) * length)
                for index in 0..<length { row[index] += weight * line[index] }
            }
            for x in 0..<columns {
                var a = 0.0
                var b = 0.0
                var aa = 0.0
                var bb = 0.0
                var ab = 0.0
                for (tap, weight) in weights.enumerated() {
                    let index = x + tap
                    a += weight * row[index]
                    b += weight * row[width + index]
                    aa += weight * row[2 * width + index]
                    bb += weight * row[3 * width + index]
                    ab += weight * row[4 * width + index]
                }
                let luminance = (2 * a * b + Self.c1) / (a * a + b * b + Self.c1)
                let structure =
                    (2 * (ab - a * b) + Self.c2) / (aa - a * a + bb - b * b + Self.c2)
                sum += luminance * structure
            }
        }
        return sum / Double(rows * columns)
    }
}
