import Evaluation
import Studies

/// One latent dimension of a model.
struct LatentDimension {
    /// From 1.
    let number: Int
    /// Nats per image.
    let kl: Double
    /// Over test images, of the posterior mean; not a number where it was not measured.
    let variance: Double

    /// Whether the posterior mean follows the image.
    var isActive: Bool { variance > ActiveUnits.threshold }
}

extension StudyView.Size {
    /// The dimensions of the model shown by falling KL; equal ones by number.
    var rankedDimensions: [LatentDimension] {
        let evaluation = shown.evaluation
        return evaluation.klPerDimension.enumerated().map { index, kl in
            LatentDimension(
                number: index + 1, kl: kl,
                variance: evaluation.posteriorMeanVariance.indices.contains(index)
                    ? evaluation.posteriorMeanVariance[index] : .nan)
        }.sorted { ($1.kl, $0.number) < ($0.kl, $1.number) }
    }
}
