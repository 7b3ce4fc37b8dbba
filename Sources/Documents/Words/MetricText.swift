import Drawing
import Evaluation
import Studies

/// What the metrics of a study are.
enum MetricText {
    /// A name and a definition each; those that the study does not have are left out.
    static func definitions(_ study: StudyResults) -> [Fact] {
        let words = LikelihoodText(study)
        let evaluations = study.runs.map(\.evaluation)
        let window = NumberText.integer(StructuralSimilarity(shape: study.plan.image).window)
        var facts = [
            Fact(
                name: "Negative ELBO, reconstruction, KL",
                value: "Means over the test images at one posterior sample, nats per image."
                    + " \(words.reconstruction)"),
            Fact(
                name: "MSE, PSNR",
                value:
                    "Squared error per pixel on 0 to 1 between an image and the decoder’s mean at"
                    + " the posterior mean; PSNR is 10 · log₁₀(1 / mean MSE)."),
            Fact(
                name: "SSIM",
                value:
                    "Structural similarity with a Gaussian window of \(window) pixels and σ = 1.5,"
                    + " mean over images (Wang et al. 2004)."),
            Fact(
                name: "Active units",
                value:
                    "Latent dimensions whose posterior mean varies by more than 0.01 over the test"
                    + " images (Burda et al. 2016)."),
        ]
        if study.hasPCA {
            facts.append(
                Fact(
                    name: "PCA",
                    value: "Principal components analysis with as many components as the model has"
                        + " latent dimensions, fitted on the training images, its pixels cut to 0 to"
                        + " 1: what a linear code of the same size keeps."))
        }
        if evaluations.contains(where: { $0.probe != nil }) {
            facts.append(
                Fact(
                    name: "Probe’s accuracy",
                    value: "Share of test images whose class is that of most of the five nearest"
                        + " posterior means of training images."))
        }
        if let likelihood = evaluations.first?.likelihood {
            facts.append(
                Fact(name: "Negative log-likelihood", value: words.estimate(likelihood)))
        }
        if study.baseline.generation != nil { facts += generation }
        return facts.map {
            Fact(name: $0.name, value: AnswerText.bound($0.value), isCode: $0.isCode)
        }
    }

    private static var generation: [Fact] {
        [
            Fact(
                name: "Fréchet distance",
                value:
                    "Between normal distributions fitted to features of samples and of test images"
                    + " (Heusel et al. 2017), the bias of a finite sample removed by the jackknife."
            ),
            Fact(
                name: "Kernel distance",
                value: "The unbiased squared maximum mean discrepancy of the features under a"
                    + " polynomial kernel of degree 3 (Bińkowski et al. 2018), mean over subsets."),
            Fact(
                name: "Precision, recall",
                value:
                    "Share of samples within the real images’ manifold, and of test images within"
                    + " that of the samples: balls that reach to the third nearest neighbour"
                    + " (Kynkäänniemi et al. 2019)."),
            Fact(
                name: "Density, coverage",
                value: "In how many test images’ balls a sample lies, over five, and the share of"
                    + " test images with a sample in their ball, which reaches to the fifth nearest"
                    + " neighbour (Naeem et al. 2020)."),
            Fact(
                name: "Judge’s accuracy, confidence, class shares",
                value: "The share of reconstructions whose class the judge tells; its largest"
                    + " probability on a sample, mean; and the share of samples that it counts to the"
                    + " rarest and to the commonest class."),
            Fact(
                name: "Nearness to training images",
                value: "The mean distance in pixels from samples to the nearest training image over"
                    + " that to the nearest of as many test images. A ratio below"
                    + " \(SampleQuality.memorisationThreshold) with 95 % confidence is flagged as copies."
            ),
        ]
    }
}
