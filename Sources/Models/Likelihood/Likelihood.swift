/// What a decoder's output says of a pixel: the distribution of which it gives the parameter.
public enum Likelihood: String, Codable, Hashable, Sendable, CaseIterable {
    /// A coin for each pixel, its probability the sigmoid of a logit. On grey pixels a loss, the
    /// cross-entropy, and no likelihood.
    case bernoulli
    /// The Bernoulli density on 0…1, normalized there: Loaiza-Ganem and Cunningham 2019.
    case continuousBernoulli = "continuous-bernoulli"
    /// A normal distribution around the sigmoid of a logit, of one variance for all pixels, which is
    /// learned: Rybkin, Daniilidis and Levine 2021.
    case gaussian
}
