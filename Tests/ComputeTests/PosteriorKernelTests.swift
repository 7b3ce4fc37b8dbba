import Foundation
import Testing

@testable import Compute

/// Posterior samples, their divergence and gradients against double precision.
@Suite struct PosteriorKernelTests {
    private static let rows = 37

    /// Means and log-variances up to `scale` in magnitude, and noise.
    private static func inputs(
        scale: Double, columns: Int
    ) -> (mean: [Float], logVariance: [Float], noise: [Float]) {
        let places = 0..<rows * columns
        return (
            places.map { Float(scale * sin(Double($0) * 1.7)) },
            places.map { Float(scale * cos(Double($0) * 0.9)) },
            places.map { Float(2 * sin(Double($0) * 2.3 + 1)) }
        )
    }

    // At 1e-3 exp(l) - 1 - l loses six digits where it is taken as it stands, and all in floats.
    @Test(arguments: KernelSet.all, [1e-6, 1e-3, 0.1, 3, 20])
    func samplesAndDivergences(set: KernelSet, scale: Double) {
        for columns in [1, 2, 3, 16, 33] {
            let (mean, logVariance, noise) = Self.inputs(scale: scale, columns: columns)
            var latent = [Float](repeating: .nan, count: mean.count)
            var kl = [Double](repeating: 0, count: columns)
            set.kernels.samplePosterior(
                mean: mean, logVariance: logVariance, noise: noise, into: &latent,
                addingDivergenceTo: &kl, rows: Self.rows, columns: columns)
            var exact = [Double](repeating: 0, count: columns)
            for index in mean.indices {
                let m = Double(mean[index])
                let l = Double(logVariance[index])
                exact[index % columns] += (m * m + (expm1(l) - l)) / 2
                let sample = m + exp(l / 2) * Double(noise[index])
                let size = abs(m) + exp(l / 2) * abs(Double(noise[index]))
                #expect(abs(Double(latent[index]) - sample) < 3e-7 * size)
            }
            for (found, exact) in zip(kl, exact) {
                // What `expm1` leaves of the small ones.
                #expect(abs(found - exact) < (scale < 1e-5 ? 1e-9 : 1e-11) * exact)
            }
            // Added to what is there, to the bit.
            var twice = kl
            set.kernels.samplePosterior(
                mean: mean, logVariance: logVariance, noise: noise, into: &latent,
                addingDivergenceTo: &twice, rows: Self.rows, columns: columns)
            for (sum, part) in zip(twice, kl) { #expect(abs(sum - 2 * part) < 1e-13 * sum) }
        }
    }

    @Test(arguments: KernelSet.all)
    func aPosteriorThatIsThePriorDivergesByNothing(set: KernelSet) {
        let zeros = [Float](repeating: 0, count: 40)
        var latent = zeros
        var kl = [0.0, 0]
        set.kernels.samplePosterior(
            mean: zeros, logVariance: zeros, noise: zeros.map { _ in 1.5 }, into: &latent,
            addingDivergenceTo: &kl, rows: 20, columns: 2)
        #expect(kl == [0, 0] && latent.allSatisfy { $0 == 1.5 })
    }

    /// A training must see that it has diverged.
    @Test(arguments: KernelSet.all, [Float.nan, .infinity, -.infinity])
    func whatIsNoNumberStaysNone(set: KernelSet, value: Float) {
        for broken in [0, 1] {
            var inputs = [[Float]](repeating: [Float](repeating: 0.1, count: 35), count: 2)
            inputs[broken][17] = value
            var latent = [Float](repeating: 0, count: 35)
            var kl = [0.0]
            set.kernels.samplePosterior(
                mean: inputs[0], logVariance: inputs[1], noise: inputs[0], into: &latent,
                addingDivergenceTo: &kl, rows: 35, columns: 1)
            #expect(!kl[0].isFinite)
        }
    }

    @Test(arguments: KernelSet.all, [1e-3, 3])
    func gradients(set: KernelSet, scale: Double) {
        let (mean, logVariance, noise) = Self.inputs(scale: scale, columns: 3)
        let upper = mean.indices.map { Float(cos(Double($0) * 3.1)) }
        var ofMean = upper.map { _ in Float.nan }
        var ofLogVariance = ofMean
        set.kernels.posteriorGradient(
            latentGradient: upper, mean: mean, logVariance: logVariance, noise: noise,
            meanGradient: &ofMean, logVarianceGradient: &ofLogVariance, klWeight: 0.25,
            count: upper.count)
        for index in upper.indices {
            let g = Double(upper[index])
            let l = Double(logVariance[index])
            let a = g + 0.25 * Double(mean[index])
            let b = (g * Double(noise[index]) * exp(l / 2) + 0.25 * expm1(l)) / 2
            #expect(abs(Double(ofMean[index]) - a) < 2e-7 * (1 + abs(a)))
            #expect(abs(Double(ofLogVariance[index]) - b) < 5e-7 * (1 + exp(l)))
        }
    }
}
