import Compute
import Datasets
import Models
import Studies

/// Estimates a model's log-likelihood of binarized test images by importance sampling.
struct LikelihoodMeasurement {
    /// Which of the test images, rising: balanced over the classes of the whole file.
    let indices: [Int]
    /// Posterior samples of each.
    let samples: Int
    private let test: ImageSet

    /// Nil where pixels are grey: what the model gives is no likelihood of them then.
    init?(_ context: EvaluationContext) {
        guard context.study.plan.pixels.isBinary else { return nil }
        let settings = context.study.description.evaluation
        self.init(
            test: context.test, images: settings.likelihoodImages,
            samples: settings.likelihoodSamples)
    }

    init(test: ImageSet, images: Int, samples: Int) {
        self.test = test
        self.samples = samples
        var generator = Philox(seed: 0, purpose: .likelihoodImages)
        indices = Subset.classBalanced(
            count: min(images, test.count), of: test.labels, among: 0..<test.count,
            using: &generator)
    }

    /// Decoded images.
    var cost: Int { indices.count * samples }

    /// The estimate over all images; `advance` is told of decoded images.
    func likelihood(
        _ model: VAE, seed: UInt64, _ advance: (Int) throws -> Void
    ) throws -> RunEvaluation.Likelihood {
        var bounds: [LogLikelihood] = []
        for index in indices {
            bounds.append(LogLikelihood(logWeights: weights(model, image: index, seed: seed)))
            try advance(samples)
        }
        return RunEvaluation.Likelihood(
            negativeLogLikelihood: RunEvaluation.Estimate(bounds.map(\.negativeLogLikelihood)),
            sampledNegativeELBO: RunEvaluation.Estimate(bounds.map(\.sampledNegativeELBO)),
            samples: samples, images: indices.count)
    }

    /// The log weights of one test image, nats; with fewer samples they are the first of these.
    func weights(_ model: VAE, image index: Int, seed: UInt64) -> [Double] {
        let image = test.tensor(index..<index + 1)
        let posterior = model.encode(image)
        let noise = noise(image: index, latentSize: model.configuration.latentSize, seed: seed)
        let mean = posterior.mean.values, logVariance = posterior.logVariance.values
        let size = mean.count
        let repeated = Posterior(
            mean: Tensor(
                shape: [samples, size],
                values: (0..<samples).flatMap { _ in mean }),
            logVariance: Tensor(
                shape: [samples, size], values: (0..<samples).flatMap { _ in logVariance }))
        let losses = model.fastReconstructionLoss(
            images: image, latents: repeated.sample(noise: noise))
        return losses.enumerated().map { sample, loss in
            LogLikelihood.logPriorRatio(
                mean: mean[...], logVariance: logVariance[...],
                noise: noise.values[sample * size..<(sample + 1) * size]) - loss
        }
    }

    /// Standard normal, [samples, latentSize].
    func noise(image index: Int, latentSize: Int, seed: UInt64) -> Tensor {
        let stream = UInt64(truncatingIfNeeded: latentSize) << 32 | UInt64(index)
        let generator = Philox(seed: seed, purpose: .importanceNoise, stream: stream)
        return Tensor(
            shape: [samples, latentSize], values: generator.normals(samples * latentSize))
    }
}
