import Compute
import Datasets
import Foundation
import Studies
import Testing

@testable import Evaluation
@testable import Models

@Suite struct LikelihoodMeasurementTests {
    @Test func boundsAreInOrder() async throws {
        let tiny = try await TinyStudy(pixels: .dynamic)
        let test = tiny.context.test
        #expect(Set(test.pixels) == [0, 255])
        let model = try tiny.study.model(of: tiny.study.plan.tasks[1])
        let short = LikelihoodMeasurement(test: test, images: 40, samples: 30)
        let long = LikelihoodMeasurement(test: test, images: 40, samples: 60)
        #expect(short.indices == long.indices && Set(short.indices).count == 40)
        var gains: [Double] = []
        for index in short.indices {
            let few = short.weights(model, image: index, seed: 1)
            let many = long.weights(model, image: index, seed: 1)
            // The first samples of more are those of fewer.
            for (one, other) in zip(few, many) { #expect(isNear(one, other, 1e-6)) }
            let bound = LogLikelihood(logWeights: few)
            #expect(bound.negativeLogLikelihood <= bound.sampledNegativeELBO)
            gains.append(
                bound.negativeLogLikelihood
                    - LogLikelihood(logWeights: many).negativeLogLikelihood)
        }
        // Twice the samples do not give a worse bound, beyond its standard error.
        let gain = RunEvaluation.Estimate(gains)
        #expect(gain.mean > -2 * gain.standardError)
        try tiny.remove()
    }

    @Test func weightsAreThoseOfTheDecoder() async throws {
        let tiny = try await TinyStudy(pixels: .fixed)
        let test = tiny.context.test
        let task = tiny.study.plan.tasks[0]
        let model = try tiny.study.model(of: task)
        let measurement = LikelihoodMeasurement(test: test, images: 5, samples: 7)
        for index in measurement.indices {
            let weights = measurement.weights(model, image: index, seed: 3)
            let image = test.tensor(index..<index + 1)
            let posterior = model.encode(image)
            let noise = measurement.noise(image: index, latentSize: task.latentSize, seed: 3)
            for (sample, weight) in weights.enumerated() {
                let draw = noise.rows(sample..<sample + 1)
                let latent = posterior.sample(noise: draw)
                let loss = Reconstruction.perImage(image, logits: model.decode(latent))[0]
                let ratio = LogLikelihood.logPriorRatio(
                    mean: posterior.mean.values[...],
                    logVariance: posterior.logVariance.values[...], noise: draw.values[...])
                #expect(isNear(weight, ratio - loss, 1e-6))
            }
        }
        try tiny.remove()
    }

    @Test func recordsHaveItOfBlackAndWhiteImagesOnly() async throws {
        let tiny = try await TinyStudy(pixels: .dynamic)
        try await tiny.evaluate()
        for run in try StudyResults.load(tiny.study).runs {
            let likelihood = try #require(run.evaluation.likelihood)
            #expect(likelihood.samples == 12 && likelihood.images == 30)
            #expect(
                likelihood.negativeLogLikelihood.mean < likelihood.sampledNegativeELBO.mean)
            // The sampled bound is that of the analytic KL, up to the draws and the images.
            let spread =
                likelihood.sampledNegativeELBO.standardError
                + run.evaluation.negativeELBO.standardError
            #expect(
                abs(likelihood.sampledNegativeELBO.mean - run.evaluation.negativeELBO.mean)
                    < 4 * spread)
        }
        let grey = try await TinyStudy()
        try await grey.evaluate()
        #expect(
            try StudyResults.load(grey.study).runs.allSatisfy { $0.evaluation.likelihood == nil })
        try grey.remove()
        try tiny.remove()
    }
}
