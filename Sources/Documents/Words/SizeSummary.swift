import Evaluation
import Foundation
import Studies
import Training

/// What a study found at one latent size, over its seeds.
struct SizeSummary {
    let latentSize: Int
    let negativeELBO: Interval
    let reconstruction: Interval
    let kl: Interval
    let mse: Interval
    let psnr: Interval
    let ssim: Interval
    /// Nil without labels.
    let probe: Interval?
    /// The judge's accuracy on reconstructions; nil without a judge.
    let recognised: Interval?
    /// Nil for grey pixels.
    let negativeLogLikelihood: Interval?
    /// The negative ELBO with its draws, on its images.
    let sampledNegativeELBO: Interval?
    /// One entry a seed.
    let activeUnits: [Int]
    let pca: BaselineEvaluation.PCA?

    /// Nil where the study has no run of that size.
    init?(latentSize: Int, results: StudyResults) {
        let evaluations = results.runs(latentSize: latentSize).map(\.evaluation)
        guard !evaluations.isEmpty else { return nil }
        self.latentSize = latentSize
        negativeELBO = Interval(evaluations.map(\.negativeELBO))
        reconstruction = Interval(evaluations.map(\.reconstruction))
        kl = Interval(evaluations.map(\.kl))
        mse = Interval(evaluations.map(\.mse))
        ssim = Interval(evaluations.map(\.ssim))
        psnr = Interval(evaluations.map(Self.psnr))
        probe = Self.interval(evaluations.map(\.probe))
        recognised = Self.interval(evaluations.map { $0.recognised?.accuracy })
        negativeLogLikelihood = Self.interval(
            evaluations.map { $0.likelihood?.negativeLogLikelihood })
        sampledNegativeELBO = Self.interval(
            evaluations.map { $0.likelihood?.sampledNegativeELBO })
        activeUnits = evaluations.map(\.activeUnits)
        pca = results.baseline.pca.first { $0.latentSize == latentSize }
    }

    /// `16`, or `14–16` where seeds differ.
    var activeUnitsText: String {
        guard let low = activeUnits.min(), let high = activeUnits.max() else { return "" }
        return low == high ? "\(low)" : "\(low)–\(high)"
    }

    /// The fewest and the most of any seed.
    var activeUnitsRange: ClosedRange<Double>? {
        activeUnits.min().flatMap { low in
            activeUnits.max().map { Double(low)...Double($0) }
        }
    }

    /// Nil where a seed lacks the estimate.
    private static func interval(_ estimates: [RunEvaluation.Estimate?]) -> Interval? {
        let found = estimates.compactMap { $0 }
        return found.count == estimates.count ? Interval(found) : nil
    }

    /// MSE minus PCA's; nil without the baseline.
    var mseAgainstPCA: Interval? {
        pca.map { mse.minus(Interval(mean: $0.mse, halfWidth: 0)) }
    }

    /// PSNR with the error that follows from the MSE's: 10 / ln 10 · error / MSE.
    private static func psnr(_ evaluation: RunEvaluation) -> RunEvaluation.Estimate {
        let mse = evaluation.mse
        let error = mse.mean > 0 ? 10 / log(10) * mse.standardError / mse.mean : 0
        return RunEvaluation.Estimate(mean: evaluation.psnr, standardError: error)
    }
}

extension SizeSummary {
    /// Every size that has runs, in the plan's order.
    static func all(_ results: StudyResults) -> [SizeSummary] {
        results.plan.latentSizes.compactMap { SizeSummary(latentSize: $0, results: results) }
    }
}
