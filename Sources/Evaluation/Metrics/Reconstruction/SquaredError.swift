public import Compute
import Foundation

/// Squared difference of two images on 0…1, mean over pixels, and the decibels made of it.
public enum SquaredError: Metric {
    static let name = "mse"
    static let definition = 1

    /// One value an image, from two tensors [n, pixels].
    public static func perImage(_ images: Tensor, _ others: Tensor) -> [Double] {
        precondition(images.shape == others.shape, "images differ in shape")
        let length = images.rowLength
        return images.values.withUnsafeBufferPointer { images in
            others.values.withUnsafeBufferPointer { others in
                (0..<(length == 0 ? 0 : images.count / length)).map { image in
                    var sum = 0.0
                    for index in image * length..<(image + 1) * length {
                        let difference = Double(images[index]) - Double(others[index])
                        sum += difference * difference
                    }
                    return sum / Double(length)
                }
            }
        }
    }

    /// Peak signal-to-noise ratio of a mean squared error, 10 · log10(1 / MSE), in decibels.
    ///
    /// Of the mean over images, not the mean of the images' own ratios. At most 200, so that a
    /// perfect copy has a number too.
    public static func decibels(_ meanSquaredError: Double) -> Double {
        -10 * log10(max(meanSquaredError, 1e-20))
    }
}
