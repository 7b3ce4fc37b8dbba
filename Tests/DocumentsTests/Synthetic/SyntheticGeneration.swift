import Datasets
import Foundation
import Models
import Training

@testable import Evaluation

/// Records of generation that never took place, with the shape of real ones: at size 8 samples are as
/// good as at any larger size.
struct SyntheticGeneration: Sendable {
    /// Standard error of every distance.
    var error = 0.1
    /// Added to every coverage but the real images'.
    var coverageShift = 0.0
    /// Added to the distances of models at every size; those of PPCA are near 30.
    var distanceShift = 0.0
    /// Whether samples are copies of training images.
    var isMemorised = false
    /// What a self-test is surprised by.
    var surprises: [String] = []
    var heldOut = BaselineEvaluation.Generation.HeldOut.unusedTrainingImages

    static let groups = 50
    static let hash = String(repeating: "c4", count: 32)

    /// A wave over groups of mean 0 and mean square 1; those of different numbers are independent.
    private static func wave(_ group: Int, _ number: Int) -> Double {
        let turns = Double(number % 24 + 1) * (Double(group) + 0.5) / Double(groups)
        return 2.0.squareRoot() * cos(2 * .pi * turns)
    }

    /// With replicates that give the standard error.
    func estimate(_ value: Double, error: Double, number: Int) -> JackknifeEstimate {
        let step = error / Double(Self.groups - 1).squareRoot()
        return JackknifeEstimate(
            value: value, uncorrected: value, standardError: error,
            replicates: (0..<Self.groups).map { value + step * Self.wave($0, number) })
    }

    /// A mean over 10,000 images in groups of 200.
    static func sums(_ mean: Double, spread: Double, number: Int) -> GroupedSums {
        GroupedSums(
            sums: (0..<groups).map { 200 * (mean + spread * wave($0, number)) },
            counts: [Int](repeating: 200, count: groups))
    }

    private func quality(
        _ distance: Double, coverage: Double, number: Int
    ) -> SampleQuality {
        func share(_ value: Double) -> JackknifeEstimate {
            estimate(value, error: 0.005, number: number)
        }
        return SampleQuality(
            count: 10_000, frechetDistance: estimate(distance, error: error, number: number),
            kernelDistance: estimate(distance / 10, error: error / 10, number: number + 1),
            precision: share(0.7 + coverage / 5), recall: share(coverage - 0.1),
            density: share(0.9), coverage: share(coverage),
            confidence: .init(mean: 0.9, standardError: 0.001),
            classShares: (0..<10).map { 0.055 + 0.01 * Double($0) },
            memorisation: estimate(isMemorised ? 0.5 : 0.995, error: 0.004, number: number),
            memorisationSamples: 500, memorisationImages: 9_167)
    }

    /// Of one model.
    func run(_ size: Int, seed: UInt64) -> RunEvaluation.Generation {
        let distance = 4 + 60 * exp(-Double(size) / 2.2) + 0.02 * Double(seed) + distanceShift
        let coverage = 0.92 - 0.9 * exp(-Double(size) / 3) + coverageShift
        return RunEvaluation.Generation(
            prior: quality(distance, coverage: coverage, number: size),
            mixture: quality(distance / 2, coverage: coverage + 0.02, number: size + 3),
            fit: .init(
                components: 10, images: 9_167, logDensity: .init(mean: -9, standardError: 0.1),
                hash: Self.hash), judgeHash: Self.hash)
    }

    /// What the judge makes of one model's reconstructions.
    func recognised(_ size: Int) -> RunEvaluation.Recognised {
        let accuracy = 0.976 - 0.5 * exp(-Double(size) / 1.8)
        return .init(
            accuracy: .init(mean: accuracy, standardError: 0.0015),
            groups: Self.sums(accuracy, spread: 0.005, number: size))
    }

    /// The reference lines.
    func lines(_ sizes: [Int], hasPCA: Bool) -> BaselineEvaluation.Generation {
        .init(
            heldOut: heldOut, floor: quality(0.2, coverage: 0.95, number: 20),
            linear: !hasPCA
                ? []
                : Set(sizes + [BaselineEvaluation.Generation.marginSize]).sorted().map { size in
                    let distance = 29 + 30 / Double(size)
                    return .init(
                        latentSize: size,
                        frechetDistance: estimate(distance, error: error, number: size + 7),
                        kernelDistance: estimate(distance / 10, error: error / 10, number: size + 7)
                    )
                }, judgeHash: Self.hash)
    }

    /// The judge.
    static func judge() throws -> JudgeRecord {
        /// A recipe has no initializer without a study.
        struct Recipe: Encodable {
            var version = 1, seed: UInt64 = 0, trainingImages = 9_167
            var configuration: ClassifierConfiguration
            var training = TrainingConfiguration(epochs: 15, batchSize: 64)
            var fingerprint: [String: String] = [:]
        }
        let recipe = Recipe(
            configuration: ClassifierConfiguration(
                image: ImageShape(height: 28, width: 28), classes: 10))
        return JudgeRecord(
            recipe: try JSONDecoder().decode(
                JudgeRecipe.self, from: try JSONEncoder().encode(recipe)), recipeHash: hash,
            modelHash: hash, featureScale: 1, accuracy: .init(mean: 0.977, standardError: 0.0015),
            accuracyGroups: sums(0.977, spread: 0.005, number: 2), testImages: 10_000)
    }

    /// One entry a subject; `surprises` are the last one's.
    func selfTests(_ size: Int) -> SelfTestRecord {
        let last = SelfTestRecord.Subject.allCases.last
        return SelfTestRecord(
            definitions: [:],
            entries: SelfTestRecord.Subject.allCases.map { subject in
                SelfTestRecord.Entry(
                    subject: subject, frechetDistance: 3, kernelDistance: 0.2, precision: 0.8,
                    recall: 0.5, density: 0.9, coverage: 0.7,
                    memorisation: subject == .trainingCopies ? 0 : 1,
                    isMemorised: subject == .trainingCopies,
                    mse: subject == .oneImage ? nil : 0.01,
                    surprises: subject == last ? surprises : [])
            }, count: 2_000, judgeHash: Self.hash, latentSize: size, seed: 1, modelHash: "m",
            cutUnits: 2)
    }
}
