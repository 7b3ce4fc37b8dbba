import Evaluation
import Studies

/// What a study came to: the JSON of `--json`, the table and the answer in the terminal.
struct StudySummary: Encodable {
    /// The metrics of one latent size, means over seeds. Units as in `RunEvaluation`.
    struct Size: Encodable {
        let latentSize: Int
        let seeds: Int
        let negativeELBO: Double
        let reconstruction: Double
        let kl: Double
        let mse: Double
        let psnr: Double
        let ssim: Double
        let activeUnits: Double
        /// Fréchet distance of samples from the prior; nil where generation is not measured.
        let frechetDistance: Double?
        /// Mean squared error of PCA with as many components.
        let pcaMSE: Double?
    }

    let study: String
    let title: String
    let dataset: String
    /// Why another data set than MNIST was taken; nil where nothing was replaced.
    let datasetSubstitution: String?
    let planHash: String
    let testImages: Int
    let sizes: [Size]
    /// The size that the verdict names; nil where it names none.
    let latentSize: Int?
    let answer: String
    let notes: [String]
    /// The report's file, once there is one.
    let report: String?

    init(_ results: StudyResults, _ verdict: StudyVerdict, report: String?) {
        study = results.description.name
        title = results.description.title
        dataset = results.description.dataTitle
        datasetSubstitution = results.description.dataSubstitution
        planHash = results.planHash
        testImages = results.description.testImages
        sizes = results.latentSizes.map { size in
            let runs = results.runs(latentSize: size).map(\.evaluation)
            func mean(_ value: (RunEvaluation) -> Double) -> Double {
                runs.map(value).reduce(0, +) / Double(runs.count)
            }
            return Size(
                latentSize: size, seeds: runs.count, negativeELBO: mean(\.negativeELBO.mean),
                reconstruction: mean(\.reconstruction.mean), kl: mean(\.kl.mean),
                mse: mean(\.mse.mean), psnr: mean(\.psnr), ssim: mean(\.ssim.mean),
                activeUnits: mean { Double($0.activeUnits) },
                frechetDistance: runs.allSatisfy { $0.generation != nil }
                    ? mean { $0.generation?.prior.frechetDistance.value ?? 0 } : nil,
                pcaMSE: results.baseline.pca.first { $0.latentSize == size }?.mse)
        }
        latentSize = verdict.latentSize
        answer = verdict.headline
        notes =
            (verdict.verdict?.closestSentence.map { [$0] } ?? []) + verdict.sentences
            + verdict.warnings.map(\.sentence)
        self.report = report
    }
}
