public import Compute
public import Models

/// Negative log-likelihood of images under the decoder's logits, in nats, summed over pixels:
/// `PixelDistribution.loss`.
///
/// Of a Bernoulli decoder on grey pixels this is a loss, not a likelihood: see `PixelEntropy`.
public enum Reconstruction: Metric {
    static let name = "reconstruction"
    static let definition = 2

    /// One value an image, from images and logits [n, pixels].
    public static func perImage(
        _ images: Tensor, logits: Tensor,
        under distribution: PixelDistribution = PixelDistribution(.bernoulli)
    ) -> [Double] {
        distribution.losses(of: images, logits: logits)
    }
}
