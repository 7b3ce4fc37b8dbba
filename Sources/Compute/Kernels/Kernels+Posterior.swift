import CKernels

/// Diagonal Gaussians of some images, given by means and log-variances: all arrays [rows, columns],
/// but for sums.
extension Kernels {
    /// latent = mean + exp(logVariance / 2) · noise, and in `kl` [columns] the divergence from N(0, 1),
    /// in nats, summed over rows and added to what is there:
    /// (mean² + exp(logVariance) - 1 - logVariance) / 2 (Kingma and Welling 2014, appendix B).
    ///
    /// The divergence is taken in double precision without cancellation: it is exact to about 1e-14
    /// of itself for a dimension that is hardly used too.
    public func samplePosterior(
        mean: UnsafePointer<Float>, logVariance: UnsafePointer<Float>,
        noise: UnsafePointer<Float>, into latent: UnsafeMutablePointer<Float>,
        addingDivergenceTo kl: UnsafeMutablePointer<Double>, rows: Int, columns: Int
    ) {
        table.posterior_sample(mean, logVariance, noise, latent, kl, rows, columns)
    }

    /// From the latents' gradient to those of mean and log-variance, `klWeight` times the
    /// divergence's own included; `count` elements each.
    public func posteriorGradient(
        latentGradient: UnsafePointer<Float>, mean: UnsafePointer<Float>,
        logVariance: UnsafePointer<Float>, noise: UnsafePointer<Float>,
        meanGradient: UnsafeMutablePointer<Float>,
        logVarianceGradient: UnsafeMutablePointer<Float>, klWeight: Float, count: Int
    ) {
        table.posterior_gradient(
            latentGradient, mean, logVariance, noise, meanGradient, logVarianceGradient, count,
            klWeight)
    }
}
