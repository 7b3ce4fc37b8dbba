import Compute
import Datasets
import Foundation
import Testing

@testable import Models

@Suite struct LikelihoodTests {
    static let distributions = [
        PixelDistribution(.bernoulli), PixelDistribution(.continuousBernoulli),
        PixelDistribution(.gaussian, logVariance: -4), PixelDistribution(.gaussian, logVariance: 1),
    ]
    private static let logits: [Double] =
        [-60, -30, -8, -2.5, -1.001, -0.999, -0.3, -0.1001, -0.0999, -1e-3, -1e-7].flatMap {
            [$0, -$0]
        } + [0]

    /// The kernels' gradients against differences of the losses in double precision.
    @Test(arguments: distributions)
    func gradientsAreThoseOfTheLoss(distribution: PixelDistribution) {
        let scale = exp(-distribution.logVariance)
        for logit in Self.logits {
            for pixel in [0, 0.2, 0.7, 1] {
                let step = 1e-4 * max(1, abs(logit))
                let exact =
                    (distribution.loss(pixel: pixel, logit: logit + step)
                        - distribution.loss(pixel: pixel, logit: logit - step)) / (2 * step)
                var slope: Float = 0
                let loss = distribution.loss(
                    logits: [Float(logit)], pixels: [Float(pixel)], gradient: &slope, count: 1)
                #expect(abs(Double(slope) - exact) < 2e-6 * max(1, scale), "\(logit), \(pixel)")
                let value = distribution.loss(pixel: pixel, logit: logit)
                #expect(abs(loss - value) < 1e-6 * max(1, scale) * (1 + abs(logit)), "\(logit)")
            }
        }
    }

    @Test func meansAreThoseOfTheDensity() {
        // ∫ x exp(l x) dx / ∫ exp(l x) dx over 0…1, by Simpson's rule.
        let distribution = PixelDistribution(.continuousBernoulli)
        for logit in Self.logits {
            let count = 4000
            var (mass, moment) = (0.0, 0.0)
            for index in 0...count {
                let x = Double(index) / Double(count)
                let weight = index == 0 || index == count ? 1.0 : index % 2 == 0 ? 2 : 4
                let density = weight * exp(-distribution.loss(pixel: x, logit: logit))
                mass += density
                moment += density * x
            }
            #expect(isClose(mass / Double(3 * count), 1, 1e-7), "\(logit)")
            #expect(isClose(moment / mass, distribution.mean(logit: logit), 1e-6), "\(logit)")
        }
        #expect(distribution.mean(logit: 0) == 0.5)
        #expect(isClose(distribution.loss(pixel: 0.3, logit: 0) + 1, 1, 1e-15))
        #expect(distribution.loss(pixel: 1, logit: -1e6).isFinite)
        #expect(distribution.loss(pixel: 0, logit: 1e6).isFinite)
    }

    @Test func seriesAndClosedFormMeet() {
        let distribution = PixelDistribution(.continuousBernoulli)
        for logit in [0.1, -0.1] {
            let below = distribution.mean(logit: logit * (1 - 1e-12))
            #expect(abs(below - distribution.mean(logit: logit)) < 1e-13)
        }
    }

    @Test func theVarianceHasAFloor() {
        #expect(isClose(PixelVariance.logVariance(-4), -4, 1e-4))
        #expect(PixelVariance.logVariance(-1000) == -12 && PixelVariance.logVariance(50) == 50)
        for parameter in [-30, -13, -12, -11, -4, 0] as [Float] {
            let step: Float = 1.0 / 64
            let exact =
                (PixelVariance.logVariance(parameter + step)
                    - PixelVariance.logVariance(parameter - step)) / Double(2 * step)
            #expect(abs(PixelVariance.slope(parameter) - exact) < 1e-4)
        }
    }

    @Test func onlyAGaussianHasAParameterMore() throws {
        let image = ImageShape(height: 12, width: 12)
        func model(_ likelihood: Likelihood) -> VAE {
            VAE(VAEConfiguration(image: image, latentSize: 3, likelihood: likelihood), seed: 4)
        }
        let bernoulli = model(.bernoulli)
        #expect(model(.continuousBernoulli).flatParameters == bernoulli.flatParameters)
        let gaussian = model(.gaussian)
        #expect(gaussian.flatParameters.dropLast() == bernoulli.flatParameters[...])
        let last = try #require(gaussian.parameters.last)
        #expect(last.name == "pixel_log_variance" && last.tensor.shape == [1])
        #expect(last.tensor.values == [Float(log(0.02))])
        #expect(bernoulli.pixelDistribution == PixelDistribution(.bernoulli))
        #expect(throws: ModelError.unknownParameter("pixel_log_variance")) {
            try bernoulli.load(gaussian.parameters)
        }
    }

    @Test(arguments: Likelihood.allCases)
    func fastLossesAreNearTheExactOnes(likelihood: Likelihood) {
        let image = ImageShape(height: 12, width: 12)
        let model = VAE(
            VAEConfiguration(image: image, latentSize: 3, likelihood: likelihood), seed: 4)
        let count = 120
        let images = Tensor(
            shape: [count, image.count], values: wave(count * image.count, 3).map(abs))
        let latents = Tensor(
            shape: [count, 3], values: wave(count * 3, 5).map { 6 * $0 })
        let logits = model.decode(latents)
        let exact = model.reconstructionLoss(images: images, logits: logits)
        let fast = model.fastReconstructionLoss(images: images, logits: logits)
        #expect(fast.count == count && exact.count == count)
        for (a, b) in zip(fast, exact) { #expect(abs(a - b) < 1e-5 * Double(image.count)) }
        #expect(model.fastReconstructionLoss(images: images, latents: latents) == fast)
        // One image against all.
        let one = model.fastReconstructionLoss(images: images.rows(7..<8), latents: latents)
        #expect(one[7] == fast[7] && one[8] != fast[8] && one.count == count)
        #expect(model.fastReconstructionLoss(images: images.rows(7..<8), logits: logits) == one)
        // And the decoder's means are the distribution's.
        let distribution = model.pixelDistribution
        for (mean, logit) in zip(model.decodeMeans(latents).values, logits.values) {
            #expect(abs(Double(mean) - distribution.mean(logit: Double(logit))) < 1e-6)
        }
        #expect(
            model.fastReconstructionLoss(
                images: images.rows(0..<1), latents: Tensor(zeros: [0, 3])
            ).isEmpty)
    }
}
