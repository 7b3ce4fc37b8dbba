import Foundation

/// The log-likelihood of images by importance sampling (Burda et al. 2016, equation 8): with K samples
/// z of the posterior q(z | x), log p(x) ≥ E log (1/K) Σ p(x | z) p(z) / q(z | x).
///
/// A likelihood only of binarized pixels.
struct LogLikelihood: Metric {
    static let name = "logLikelihood"
    static let definition = 2

    /// −log of the mean weight, nats.
    let negativeLogLikelihood: Double
    /// −mean of the log weights, nats: the negative ELBO with the same draws and their sampled KL,
    /// never below the former (Jensen).
    let sampledNegativeELBO: Double

    /// From the log weights log p(x | z) + log p(z) − log q(z | x) of one image, nats.
    ///
    /// - Precondition: at least one weight.
    init(logWeights: [Double]) {
        let top = logWeights.max() ?? 0
        // The largest weight is taken out, so that neither it nor the rest leaves the range of exp.
        let sum = logWeights.reduce(0) { $0 + exp($1 - top) }
        let count = Double(logWeights.count)
        negativeLogLikelihood = -(top + log(sum / count))
        sampledNegativeELBO = -logWeights.reduce(0, +) / count
    }

    /// log p(z) − log q(z | x) of a sample z = mean + exp(logVariance / 2) · noise, nats; the
    /// constants of both normals cancel.
    static func logPriorRatio(
        mean: ArraySlice<Float>, logVariance: ArraySlice<Float>, noise: ArraySlice<Float>
    ) -> Double {
        var total = 0.0
        for ((mean, logVariance), noise) in zip(zip(mean, logVariance), noise) {
            let (variance, draw) = (Double(logVariance), Double(noise))
            let latent = Double(mean) + exp(variance / 2) * draw
            total += (draw * draw + variance - latent * latent) / 2
        }
        return total
    }
}
