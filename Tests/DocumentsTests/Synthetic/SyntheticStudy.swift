import Datasets
import Foundation
import Models
import Studies
import Training

@testable import Evaluation

/// Records of trainings that never took place, with the shape of real ones.
struct SyntheticStudy {
    var name = "synthetic"
    var title = "How small can the latent space be?"
    var sizes = [2, 4, 8, 16, 32]
    var seeds: [UInt64] = [1]
    var epochs = 8
    var substitution: String?
    /// Added to each size's PCA error: below −0.02 the models do not beat it.
    var pcaShift = 0.0
    var side = 28
    var hasPCA = true, hasLabels = true
    /// Nil leaves generation unmeasured, for want of labels.
    var generation: SyntheticGeneration? = SyntheticGeneration()
    /// Whether pixels are black and white, with an estimated likelihood.
    var isBinary = false

    /// Test reconstruction, KL, MSE and active units at each size, after the reference run.
    private static let reference: [Int: (Double, Double, Double, Int)] = [
        2: (141.92, 6.15, 0.0397, 2), 4: (112.70, 10.31, 0.0265, 4),
        8: (87.92, 16.74, 0.0149, 8), 16: (78.04, 21.30, 0.0098, 16),
        32: (79.25, 21.29, 0.0104, 16),
    ]
    private static let pca = [2: 0.0556, 4: 0.0475, 8: 0.0365, 16: 0.0255, 32: 0.0150]

    var plan: StudyPlan {
        StudyPlan(
            dataset: "mnist",
            fingerprint: Dictionary(
                uniqueKeysWithValues: DataFile.allCases.filter {
                    hasLabels || $0.content == .images
                }.map { ($0.rawValue, String(repeating: "ab", count: 32)) }),
            image: ImageShape(height: side, width: side), trainImages: 10_000, latentSizes: sizes,
            seeds: seeds,
            training: TrainingConfiguration(
                epochs: epochs, batchSize: 64, pixels: isBinary ? .dynamic : .grey))
    }

    func results() throws -> StudyResults {
        let plan = plan
        return StudyResults(
            plan: plan, planHash: String(repeating: "0f", count: 32),
            description: StudyDescription(
                name: name, title: title, dataTitle: "MNIST",
                dataCredit: "Y. LeCun, C. Cortes and C. Burges, CC BY-SA 3.0",
                dataSubstitution: substitution, trainingImages: 9_167, validationImages: 833,
                testImages: 10_000,
                command: "vae-report build --dataset mnist --preset quick"),
            runs: plan.tasks.map(run),
            baseline: BaselineEvaluation(
                pixelEntropyFloor: 53.4,
                pca: !hasPCA
                    ? []
                    : sizes.map { size in
                        let mse = (Self.pca[size] ?? 0.02) + pcaShift
                        return BaselineEvaluation.PCA(
                            latentSize: size, mse: mse, psnr: -10 * log10(max(mse, 1e-6)),
                            ssim: 0.3 + Double(size) / 100,
                            mseGroups: SyntheticGeneration.sums(
                                mse, spread: 0.0002, number: 5))
                    }, generation: generation?.lines(sizes, hasPCA: hasPCA),
                generationAbsence: generation == nil ? .noLabels : nil),
            judge: generation == nil ? nil : try SyntheticGeneration.judge(),
            selfTests: generation?.selfTests(sizes.last ?? 0))
    }

    private func run(_ task: StudyTask) -> StudyResults.Run {
        let size = task.latentSize
        let (reconstruction, kl, mse, active) = Self.reference[size] ?? (100, 10, 0.02, size)
        let shift = 0.2 * Double(task.seed) - 0.2
        func estimate(_ mean: Double, _ error: Double) -> RunEvaluation.Estimate {
            RunEvaluation.Estimate(mean: mean, standardError: error)
        }
        let records = (1...max(1, epochs)).map { epoch in
            let excess = 60 * exp(-Double(epoch)) + shift
            func parts(_ gap: Double) -> LossParts {
                LossParts(
                    negativeELBO: reconstruction + kl + excess + gap,
                    reconstruction: reconstruction + excess + gap, kl: kl)
            }
            return EpochRecord(
                epoch: epoch, step: epoch * 144,
                learningRate: 2e-3 * (1 + cos(.pi * Double(epoch) / Double(epochs))) / 2,
                klWeight: 1, training: parts(-0.7), validation: parts(0.4), isBest: true)
        }
        return StudyResults.Run(
            record: RunRecord(
                task: task, state: .done, planHash: String(repeating: "0f", count: 32),
                toolVersion: "0.1.0", machine: "x86-64, AVX-512, OpenBLAS 0.3.21 SkylakeX",
                bestEpoch: epochs, modelHash: String(repeating: "9e", count: 32)),
            epochs: epochs < 1 ? [] : records,
            evaluation: RunEvaluation(
                definitions: ["negativeELBO": 1], latentSize: size, seed: task.seed,
                modelHash: String(repeating: "9e", count: 32), testImages: 10_000,
                negativeELBO: estimate(reconstruction + kl + shift, 0.27),
                reconstruction: estimate(reconstruction + shift, 0.26), kl: estimate(kl, 0.03),
                klPerDimension: (0..<size).map { $0 < active ? kl / Double(active) : 0.01 },
                mse: estimate(mse, 0.0001), psnr: -10 * log10(mse),
                ssim: estimate(0.95 - mse * 10, 0.0006), activeUnits: active,
                posteriorMeanVariance: (0..<size).map { $0 < active ? 0.9 : 0.001 },
                mseGroups: SyntheticGeneration.sums(mse, spread: 0.0002, number: size),
                probe: hasLabels ? estimate(0.97 - 0.8 / Double(size + 1), 0.002) : nil,
                recognised: generation?.recognised(size),
                generation: generation?.run(size, seed: task.seed),
                likelihood: !isBinary
                    ? nil
                    : .init(
                        negativeLogLikelihood: estimate(reconstruction + kl - 5, 0.3),
                        sampledNegativeELBO: estimate(reconstruction + kl, 0.3), samples: 100,
                        images: 500)))
    }
}
