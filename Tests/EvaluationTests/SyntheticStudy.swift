import Datasets
import Models
import Studies
import Training

@testable import Evaluation

/// Records of trainings that never took place.
struct SyntheticStudy {
    /// Test reconstructions in nats, by latent size, one a seed.
    var scores: [Int: [Double]]
    /// Validation negative ELBO by epoch, of every training.
    var curve: [Double] = [120, 110, 109.9]
    /// Mean squared error of PCA at every size; that of the models is 0.01.
    var pca = 0.02
    /// How far a group's sum lies from its mean, shared by all models, and each model's own part.
    var sharedSpread = 0.0, ownSpread = 0.0
    var grouped = true

    private func groups(_ mean: Double, model: Int) -> GroupedSums? {
        guard grouped else { return nil }
        let sums = (0..<50).map { group in
            // Deterministic waves of mean 0 over the groups.
            let shared = group.isMultiple(of: 2) ? 1.0 : -1.0
            let own = (group / 2 + model) % 5 - 2
            return 200 * (mean + sharedSpread * shared + ownSpread * Double(own))
        }
        return GroupedSums(sums: sums, counts: [Int](repeating: 200, count: 50))
    }

    private func run(_ task: StudyTask, score: Double) -> StudyResults.Run {
        let estimate = RunEvaluation.Estimate(mean: score, standardError: 0.3)
        let none = RunEvaluation.Estimate(mean: 0, standardError: 0)
        let epochs = curve.enumerated().map { index, nats in
            let parts = LossParts(negativeELBO: nats, reconstruction: nats - 20, kl: 20)
            return EpochRecord(
                epoch: index + 1, step: index + 1, learningRate: 1e-3, klWeight: 1, training: parts,
                validation: parts, isBest: true)
        }
        return StudyResults.Run(
            record: RunRecord(
                task: task, state: .done, planHash: "plan", toolVersion: "1", machine: "m",
                bestEpoch: 1, modelHash: "hash"),
            epochs: epochs,
            evaluation: RunEvaluation(
                definitions: MetricDefinitions.run, latentSize: task.latentSize, seed: task.seed,
                modelHash: "hash", testImages: 10_000, negativeELBO: estimate,
                reconstruction: estimate, kl: none, klPerDimension: [],
                mse: RunEvaluation.Estimate(mean: 0.01, standardError: 0), psnr: 20, ssim: none,
                activeUnits: 1, posteriorMeanVariance: [],
                reconstructionGroups: groups(score, model: task.number)))
    }

    var results: StudyResults {
        let sizes = scores.keys.sorted()
        let seeds = (1...(scores.values.map(\.count).max() ?? 1)).map { UInt64($0) }
        let plan = StudyPlan(
            dataset: "synthetic", fingerprint: [:], image: ImageShape(height: 28, width: 28),
            trainImages: nil, latentSizes: sizes, seeds: seeds,
            training: TrainingConfiguration(epochs: curve.count))
        let runs = plan.tasks.map { task in
            run(task, score: scores[task.latentSize]?[Int(task.seed) - 1] ?? .nan)
        }
        let lines = sizes.map {
            BaselineEvaluation.PCA(latentSize: $0, mse: pca, psnr: 17, ssim: 0.5)
        }
        return StudyResults(
            plan: plan, planHash: "plan",
            description: StudyDescription(
                name: "s", title: "S", dataTitle: "D", dataCredit: "",
                dataSubstitution: nil, trainingImages: 1, validationImages: 1, testImages: 10_000,
                command: "vae-report build"),
            runs: runs,
            baseline: BaselineEvaluation(pixelEntropyFloor: 60, pca: lines))
    }
}
