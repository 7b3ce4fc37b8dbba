import Datasets
import Foundation
import Models
import Studies
import Training

@testable import Evaluation

/// Records shaped like those of real studies, computed from formulas.
enum SyntheticStudy {
    static func results(
        latentSizes: [Int] = [2, 4, 8, 16], seeds: [UInt64] = [1], epochs: Int = 8,
        hasPCA: Bool = true, generation: SyntheticGeneration? = SyntheticGeneration(),
        hasSnapshots: Bool = true
    ) throws -> StudyResults {
        let plan = StudyPlan(
            dataset: "glyphs", fingerprint: [:], image: ImageShape(height: 28, width: 28),
            trainImages: nil, latentSizes: latentSizes, seeds: seeds,
            training: TrainingConfiguration(epochs: epochs))
        let runs = plan.tasks.map { task in
            StudyResults.Run(
                record: RunRecord(
                    task: task, state: .done, planHash: "plan", toolVersion: "0", machine: "none",
                    bestEpoch: max(1, epochs - Int(task.seed) % 2), modelHash: "model",
                    snapshots: hasSnapshots
                        ? [1, 2, 5, epochs].filter { $0 < epochs || task.seed % 2 == 1 }.map {
                            Snapshot(epoch: $0, hash: "snapshot")
                        } : nil),
                epochs: (1...epochs).map { epoch($0, of: epochs, task) },
                evaluation: evaluation(task, generation))
        }
        return StudyResults(
            plan: plan, planHash: "plan",
            description: StudyDescription(
                name: "synthetic", title: "Synthetic", dataTitle: "Drawn glyphs",
                dataCredit: "none", dataSubstitution: nil,
                trainingImages: 1000, validationImages: 100, testImages: 10_000,
                command: "vae-report build"), runs: runs,
            baseline: BaselineEvaluation(
                pixelEntropyFloor: 63.4,
                pca: !hasPCA
                    ? []
                    : latentSizes.map { size in
                        let mse = 0.06 * pow(Double(size), -0.28)
                        return BaselineEvaluation.PCA(
                            latentSize: size, mse: mse, psnr: -10 * log10(mse),
                            ssim: 0.28 + 0.11 * log2(Double(size)),
                            mseGroups: SyntheticGeneration.sums(
                                mse, spread: 0.0002, number: 5))
                    }, generation: generation?.lines(latentSizes, hasPCA: hasPCA),
                generationAbsence: generation == nil ? .noLabels : nil),
            judge: generation == nil ? nil : try SyntheticGeneration.judge(),
            selfTests: generation?.selfTests(latentSizes.last ?? 0))
    }

    /// Reconstruction and KL of a finished training, nats per image.
    private static func final(_ task: StudyTask) -> (reconstruction: Double, kl: Double) {
        let size = Double(task.latentSize)
        let wobble = 0.8 * sin(Double(task.seed) * 12.9 + size)
        return (76 + 130 / size + wobble, 22 * (1 - exp(-size / 6)) + 0.2 * wobble)
    }

    private static func epoch(_ epoch: Int, of epochs: Int, _ task: StudyTask) -> EpochRecord {
        let end = final(task)
        func parts(_ extra: Double) -> LossParts {
            let left = exp(-Double(epoch - 1) / 1.8)
            let reconstruction = end.reconstruction + 55 * left * extra + (extra - 1)
            let kl = end.kl * (1 - 0.5 * left) + 0.1 * (extra - 1)
            return LossParts(
                negativeELBO: reconstruction + kl, reconstruction: reconstruction, kl: kl)
        }
        return EpochRecord(
            epoch: epoch, step: epoch * 100, learningRate: 1e-3, klWeight: 1,
            training: parts(1.6), validation: parts(1), isBest: epoch <= epochs - 1)
    }

    private static func evaluation(
        _ task: StudyTask, _ generation: SyntheticGeneration?
    ) -> RunEvaluation {
        let end = final(task)
        let size = task.latentSize
        let active = min(size, 14)
        let shares = (0..<size).map { $0 < active ? 1.0 - 0.5 * Double($0) / 14 : 0.002 }
        // Not in order, as in a trained model.
        let mixed = shares.indices.map { shares[($0 * 7 + 3) % size] }
        let total = mixed.reduce(0, +)
        let mse = 0.072 / Double(size) + 0.0068
        return RunEvaluation(
            definitions: [:], latentSize: size, seed: task.seed, modelHash: "model",
            testImages: 10_000,
            negativeELBO: .init(mean: end.reconstruction + end.kl, standardError: 0.31),
            reconstruction: .init(mean: end.reconstruction, standardError: 0.3),
            kl: .init(mean: end.kl, standardError: 0.05),
            klPerDimension: mixed.map { $0 / total * end.kl },
            mse: .init(mean: mse, standardError: 0.0001), psnr: -10 * log10(mse),
            ssim: .init(mean: 0.95 - 0.7 / Double(size + 1), standardError: 0.001),
            activeUnits: active, posteriorMeanVariance: mixed.map { $0 > 0.1 ? 0.9 : 0.0004 },
            mseGroups: SyntheticGeneration.sums(mse, spread: 0.0002, number: size),
            recognised: generation?.recognised(size),
            generation: generation?.run(size, seed: task.seed))
    }
}
