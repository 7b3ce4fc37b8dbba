import Compute
import Datasets
import Models
import Studies

/// Gathers one model's metrics over the blocks of a `TestPass`; one value an image, in their order.
struct RunMeasurement {
    /// Nats.
    private(set) var reconstruction: [Double] = []
    /// Nats, all dimensions.
    private(set) var kl: [Double] = []
    /// Per pixel.
    private(set) var mse: [Double] = []
    private(set) var ssim: [Double] = []
    /// 1 where the judge tells the class of the reconstruction; empty without a judge.
    private(set) var recognised: [Double] = []
    /// Summed over images.
    private var klPerDimension: [Double]
    /// [n, latentSize]
    private(set) var means: [Float] = []
    private let latentSize: Int
    private let similarity: StructuralSimilarity

    init(latentSize: Int, shape: ImageShape) {
        self.latentSize = latentSize
        klPerDimension = [Double](repeating: 0, count: latentSize)
        similarity = StructuralSimilarity(shape: shape)
    }

    mutating func add(_ block: TestPass.Block) {
        let divergence = KullbackLeibler(block.posterior)
        reconstruction += Reconstruction.perImage(
            block.images, logits: block.logits, under: block.distribution)
        kl += divergence.perImage
        for (dimension, nats) in divergence.perDimension.enumerated() {
            klPerDimension[dimension] += nats
        }
        mse += SquaredError.perImage(block.images, block.reconstruction)
        ssim += similarity.perImage(block.images, block.reconstruction)
        means += block.posterior.mean.values
    }

    /// Adds what the judge makes of a block's reconstructions.
    mutating func add(recognised hits: [Double]) {
        recognised += hits
    }

    /// The posterior means of what was added.
    var latents: FeatureMatrix {
        FeatureMatrix(Tensor(shape: [kl.count, latentSize], values: means))
    }

    /// The record of what was added; what samples and likelihoods tell is the caller's.
    /// - Precondition: at least one block was added.
    func evaluation(
        task: StudyTask, modelHash: String, groups: TestGroups, fingerprint: [String: String]
    ) -> RunEvaluation {
        let count = reconstruction.count
        let units = ActiveUnits(Tensor(shape: [count, latentSize], values: means))
        let error = RunEvaluation.Estimate(mse)
        return RunEvaluation(
            definitions: MetricDefinitions.run, latentSize: latentSize, seed: task.seed,
            modelHash: modelHash, testImages: count,
            negativeELBO: RunEvaluation.Estimate(zip(reconstruction, kl).map { $0 + $1 }),
            reconstruction: RunEvaluation.Estimate(reconstruction),
            kl: RunEvaluation.Estimate(kl),
            klPerDimension: klPerDimension.map { $0 / Double(count) }, mse: error,
            psnr: SquaredError.decibels(error.mean), ssim: RunEvaluation.Estimate(ssim),
            activeUnits: units.count, posteriorMeanVariance: units.variance,
            mseGroups: GroupedSums(mse, groups: groups),
            recognised: recognised.isEmpty
                ? nil
                : RunEvaluation.Recognised(
                    accuracy: RunEvaluation.Estimate(recognised),
                    groups: GroupedSums(recognised, groups: groups)),
            fingerprint: fingerprint)
    }
}
