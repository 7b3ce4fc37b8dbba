import Compute
import Datasets
import Foundation
import Testing

@testable import Evaluation
@testable import Models

@Suite struct MetricTests {
    private func units(_ pixels: [UInt8]) -> [Float] { pixels.map { Float($0) / 255 } }

    @Test(arguments: 0..<5)
    func similarityAndErrorAgreeWithScikitImage(_ index: Int) throws {
        let example = try MetricsFixture.load().similarity[index]
        let shape = ImageShape(height: example.height, width: example.width)
        // A second pair in the same call: scratch memory must not leak from one image to the next.
        let flat = [Float](repeating: 0.5, count: shape.count)
        let images = Tensor(shape: [2, shape.count], values: flat + units(example.image))
        let others = Tensor(shape: [2, shape.count], values: flat + example.other)
        let ssim = StructuralSimilarity(shape: shape).perImage(images, others)
        #expect(isNear(ssim[0], 1, 1e-12))
        #expect(isNear(ssim[1], example.ssim, 1e-9))
        let mse = SquaredError.perImage(images, others)
        #expect(mse[0] == 0)
        #expect(isNear(mse[1], example.mse, 1e-12))
        #expect(isNear(SquaredError.decibels(mse[1]), example.psnr, 1e-9))
    }

    @Test func similarityOfSmallImagesUsesTheWindowThatFits() {
        let shape = ImageShape(height: 4, width: 9)
        let ramp = (0..<36).map { Float($0) / 36 }
        let images = Tensor(shape: [1, 36], values: ramp)
        let similarity = StructuralSimilarity(shape: shape)
        #expect(isNear(similarity.perImage(images, images)[0], 1, 1e-12))
        let reversed = Tensor(shape: [1, 36], values: ramp.reversed())
        #expect(similarity.perImage(images, reversed)[0] < 0.9)
        let point = StructuralSimilarity(shape: ImageShape(height: 1, width: 1))
        let pixel = Tensor(shape: [1, 1], values: [0.25])
        #expect(point.perImage(pixel, pixel) == [1])
    }

    @Test func aPerfectCopyHasANumberOfDecibels() {
        #expect(SquaredError.decibels(0) == 200)
        #expect(isNear(SquaredError.decibels(0.01), 20, 1e-12))
    }

    @Test func reconstructionAgreesWithTorch() throws {
        let example = try MetricsFixture.load().reconstruction
        let shape = [example.rows, example.logits.count / example.rows]
        let nats = Reconstruction.perImage(
            Tensor(shape: shape, values: units(example.pixels)),
            logits: Tensor(shape: shape, values: example.logits))
        #expect(nats.count == example.nats.count)
        for (ours, theirs) in zip(nats, example.nats) { #expect(isNear(ours, theirs, 1e-10)) }
    }

    @Test func divergenceAgreesWithTorch() throws {
        let example = try MetricsFixture.load().divergence
        let shape = [example.rows, example.mean.count / example.rows]
        let divergence = KullbackLeibler(
            Posterior(
                mean: Tensor(shape: shape, values: example.mean),
                logVariance: Tensor(shape: shape, values: example.logVariance)))
        for (ours, theirs) in zip(divergence.perImage, example.perImage) {
            #expect(isNear(ours, theirs, 1e-6))
        }
        for (ours, theirs) in zip(divergence.perDimension, example.perDimension) {
            #expect(isNear(ours, theirs, 1e-6))
        }
    }

    @Test func activeUnitsAgreeWithNumpy() throws {
        let example = try MetricsFixture.load().units
        let shape = [example.rows, example.means.count / example.rows]
        let units = ActiveUnits(Tensor(shape: shape, values: example.means))
        #expect(units.count == example.active)
        #expect(units.variance.count == example.variance.count)
        for (ours, theirs) in zip(units.variance, example.variance) {
            #expect(isNear(ours, theirs, 1e-10))
        }
    }

    @Test func entropyFloorAgreesWithScipy() throws {
        let example = try MetricsFixture.load().entropy
        let shape = ImageShape(height: example.height, width: example.width)
        let images = ImageSet(shape: shape, pixels: example.pixels, labels: nil)
        #expect(isNear(PixelEntropy.floor(images), example.floor, 1e-12))
    }

    @Test func noReconstructionIsBelowTheEntropyFloor() throws {
        let example = try MetricsFixture.load().entropy
        let shape = ImageShape(height: example.height, width: example.width)
        let images = ImageSet(shape: shape, pixels: example.pixels, labels: nil)
        let values = units(example.pixels)
        let tensor = Tensor(shape: [images.count, shape.count], values: values)
        // The logits of the images themselves, which no decoder can beat.
        let logits = values.map { value in
            Float(log(max(Double(value), 1e-30) / max(1 - Double(value), 1e-30)))
        }
        let best = Reconstruction.perImage(
            tensor, logits: Tensor(shape: tensor.shape, values: logits))
        let floor = PixelEntropy.floor(images)
        #expect(isNear(RunEvaluation.Estimate(best).mean, floor, 1e-6))
        let off = Reconstruction.perImage(
            tensor, logits: Tensor(shape: tensor.shape, values: logits.map { 0.9 * $0 }))
        #expect(RunEvaluation.Estimate(off).mean > floor)
    }

    @Test func standardErrorIsThatOfTheMean() {
        let estimate = RunEvaluation.Estimate([1, 2, 3, 6])
        #expect(estimate.mean == 3)
        // Sample variance 14 / 3 over four values.
        #expect(isNear(estimate.standardError, (14.0 / 12).squareRoot(), 1e-15))
        #expect(RunEvaluation.Estimate([5]).standardError == 0)
    }

    @Test func everyMetricOfARecordHasAVersion() {
        #expect(
            Set(MetricDefinitions.run.keys)
                == [
                    "reconstruction", "kl", "mse", "ssim", "activeUnits", "latentProbe",
                    "recognition", "frechetDistance", "kernelDistance", "neighbourCoverage",
                    "memorisation", "logLikelihood", "mixture", "samples", "comparedImages",
                ])
    }
}
