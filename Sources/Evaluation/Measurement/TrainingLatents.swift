import Compute
import Datasets
import Models

/// Posterior means of some training images.
struct TrainingLatents {
    /// [n, latentSize]
    let means: FeatureMatrix
    let labels: [UInt8]?

    /// Images whose means the mixture is fitted to and the probe votes with, where there are so many.
    static let usualCount = 10_000

    /// Of at most `most` images, balanced over the classes, the same for every model.
    init(_ training: ImageSet, _ model: VAE, most: Int = usualCount) {
        var generator = Philox(seed: 0, purpose: .latentImages)
        let chosen = training.selecting(
            Subset.classBalanced(
                count: min(most, training.count), of: training.labels,
                among: 0..<training.count, using: &generator))
        var values: [Double] = []
        for range in chosen.blocks {
            values += model.encode(chosen.tensor(range)).mean.values.map(Double.init)
        }
        means = FeatureMatrix(
            count: chosen.count, width: model.configuration.latentSize, values: values)
        labels = chosen.labels
    }
}
