import Compute
import Foundation
public import Models

/// Kullback–Leibler divergence of a diagonal Gaussian posterior from N(0, I), in nats, in closed
/// form: Kingma and Welling 2014, appendix B.
public struct KullbackLeibler: Metric {
    static let name = "kl"
    static let definition = 1

    /// Summed over dimensions, one value an image.
    public let perImage: [Double]
    /// Summed over images, one value a dimension.
    public let perDimension: [Double]

    /// ½ (exp(logVariance) + mean² − 1 − logVariance) of each image and dimension, summed both ways.
    public init(_ posterior: Posterior) {
        let size = posterior.mean.rowLength
        let count = size == 0 ? 0 : posterior.mean.values.count / size
        var perImage = [Double](repeating: 0, count: count)
        var perDimension = [Double](repeating: 0, count: size)
        for image in 0..<count {
            for dimension in 0..<size {
                let mean = Double(posterior.mean.values[image * size + dimension])
                let logVariance = Double(posterior.logVariance.values[image * size + dimension])
                let nats = (exp(logVariance) + mean * mean - 1 - logVariance) / 2
                perImage[image] += nats
                perDimension[dimension] += nats
            }
        }
        self.perImage = perImage
        self.perDimension = perDimension
    }
}
