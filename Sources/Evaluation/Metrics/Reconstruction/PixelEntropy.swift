public import Datasets
import Foundation

/// The cross-entropy of each image with itself: what is left of `Reconstruction` when the decoder
/// gives back every grey pixel exactly.
public enum PixelEntropy: Metric {
    static let name = "pixelEntropyFloor"
    static let definition = 1

    /// −x ln x − (1 − x) ln (1 − x), summed over pixels, mean over images, in nats.
    ///
    /// Counted by grey value, so the order of the images does not matter.
    public static func floor(_ images: ImageSet) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for pixel in images.pixels { counts[Int(pixel)] += 1 }
        let sum = counts.indices.reduce(0.0) { sum, value in
            sum + Double(counts[value]) * entropy(Double(value) / 255)
        }
        return sum / Double(max(images.count, 1))
    }

    /// The entropy of a coin that falls heads with probability `p`, in nats.
    static func entropy(_ p: Double) -> Double {
        p <= 0 || p >= 1 ? 0 : -p * log(p) - (1 - p) * log1p(-p)
    }
}
