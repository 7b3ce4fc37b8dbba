public import Compute
import Foundation

/// Bernoulli cross-entropy of images under the decoder's logits, in nats, summed over pixels.
///
/// For a pixel x in 0…1 and a logit l: softplus(l) − x · l. On grey pixels this is a loss, not a
/// likelihood: see `PixelEntropy`.
public enum Reconstruction: Metric {
    static let name = "reconstruction"
    static let definition = 1

    /// One value an image, from images and logits [n, pixels].
    public static func perImage(_ images: Tensor, logits: Tensor) -> [Double] {
        precondition(images.shape == logits.shape, "images and logits differ")
        let length = images.rowLength
        return images.values.withUnsafeBufferPointer { images in
            logits.values.withUnsafeBufferPointer { logits in
                (0..<(length == 0 ? 0 : images.count / length)).map { image in
                    var sum = 0.0
                    for index in image * length..<(image + 1) * length {
                        let logit = Double(logits[index])
                        // The larger of l and 0 is taken out so that exp cannot overflow.
                        sum +=
                            max(logit, 0) - Double(images[index]) * logit
                            + log1p(exp(-abs(logit)))
                    }
                    return sum
                }
            }
        }
    }
}
