import Foundation

/// How the parameter `pixel_log_variance` stands for the variance of a Gaussian decoder.
///
/// The log-variance is softplus(parameter - floor) + floor, as Rybkin et al. 2021 clip the logarithm
/// of their deviation at -6: smooth, the parameter itself but near the floor. Without a floor a
/// model that copies some images exactly could make the variance vanish and the loss unbounded.
enum PixelVariance {
    /// The least log-variance: a deviation of e⁻⁶, less than the step from one grey value to the next.
    static let floor = -12.0
    /// Where a training begins: about the squared error per pixel at which models of 2 to 32 latent
    /// dimensions end. From 1 or 0.1 short trainings would not come there, since Adam moves the
    /// parameter by no more than the sum of its rates; and a variance that is too large drowns the
    /// reconstruction in the KL term, so that latent dimensions are given up at the start.
    static let initial = log(0.02)

    /// The log-variance that the parameter stands for.
    static func logVariance(_ parameter: Float) -> Double {
        let height = Double(parameter) - floor
        return floor + max(height, 0) + log1p(exp(-abs(height)))
    }

    /// Its derivative by the parameter.
    static func slope(_ parameter: Float) -> Double {
        1 / (1 + exp(floor - Double(parameter)))
    }
}
