import Datasets
import Diagnostics
import Evaluation
import Models
import Studies

/// A metric that two studies may be compared by.
struct ComparedMetric {
    /// For files and charts.
    let key: String
    let name: String
    /// Its unit and what is good; nil for none.
    let unit: String?
    let digits: Int
    /// Whether it has intervals; what has none, has no differences told.
    var hasInterval = true
    /// Numbers that its axis covers in any case.
    var includes: [Double] = []
    /// Whether it is of samples that are compared with real images, which may be but a part of those that
    /// everything else is measured on.
    var isOfSamples = false
    /// Of one size of a study; nil where it was not measured.
    let estimate: (StudyResults, Int) -> ComparedEstimate?
    /// Why numbers of both are on no common scale; nil where they are.
    var obstacle: (Both<ComparedStudy>) -> String? = { _ in nil }
}

extension ComparedMetric {
    /// All there are, in the order of the report.
    static var all: [ComparedMetric] { generation + pixels + codes }

    /// In the judge's eyes: as they are where one judge measured both, and as positions between lines of
    /// each study's own, which need no common scale.
    private static var generation: [ComparedMetric] {
        [
            ComparedMetric(
                key: "frechetDistance", name: "Fréchet distance",
                unit: "of samples, lower is better",
                digits: 2, isOfSamples: true, estimate: samples { $0.frechetDistance },
                obstacle: judges),
            ComparedMetric(
                key: "relativeDistance", name: "Relative distance",
                unit: "of samples: 0 real images, 1 PPCA", digits: 3, includes: [0],
                isOfSamples: true, estimate: relativeDistance),
            ComparedMetric(
                key: "coverage", name: "Coverage", unit: "of test images, higher is better",
                digits: 3,
                includes: [0], isOfSamples: true, estimate: samples { $0.coverage },
                obstacle: { judges($0) ?? references($0) }),
            ComparedMetric(
                key: "relativeCoverage", name: "Relative coverage",
                unit: "1 is that of real images",
                digits: 3, includes: [0], isOfSamples: true, estimate: relativeCoverage,
                obstacle: references),
            ComparedMetric(
                key: "judgeAccuracy", name: "Judge’s accuracy",
                unit: "on reconstructions, higher is better", digits: 3,
                estimate: recognition(isLoss: false), obstacle: judges),
            ComparedMetric(
                key: "recognitionLoss", name: "Recognition lost",
                unit: "judge’s accuracy, originals − reconstructions", digits: 3, includes: [0],
                estimate: recognition(isLoss: true)),
        ]
    }

    private static var pixels: [ComparedMetric] {
        [
            ComparedMetric(
                key: "mse", name: "Squared error", unit: "per pixel, lower is better", digits: 4,
                includes: [0], estimate: runs(\.mse) { $0.mseGroups?.replicates },
                obstacle: kindsOfPixels),
            ComparedMetric(
                key: "ssim", name: "Structural similarity", unit: "SSIM, higher is better",
                digits: 3,
                includes: [1], estimate: runs(\.ssim),
                obstacle: { kindsOfPixels($0) ?? imageSizes($0) }),
            ComparedMetric(
                key: "reconstruction", name: "Reconstruction", unit: nats, digits: 2,
                estimate: runs(\.reconstruction), obstacle: likelihoods),
            ComparedMetric(
                key: "negativeELBO", name: "Negative ELBO", unit: nats, digits: 2,
                estimate: runs(\.negativeELBO), obstacle: likelihoods),
            ComparedMetric(
                key: "negativeLogLikelihood", name: "Negative log-likelihood", unit: nats,
                digits: 2,
                estimate: { results, size in
                    estimate(results, size) { run in
                        run.likelihood.map { ($0.negativeLogLikelihood, nil) }
                    }
                }, obstacle: { likelihoods($0) ?? importanceSamples($0) }),
        ]
    }

    private static var codes: [ComparedMetric] {
        [
            ComparedMetric(
                key: "kl", name: "KL divergence", unit: "nats per image", digits: 2,
                estimate: runs(\.kl)),
            ComparedMetric(
                key: "activeUnits", name: "Active units", unit: "dimensions", digits: 1,
                hasInterval: false, includes: [0],
                estimate: { results, size in
                    estimate(results, size) {
                        (.init(mean: Double($0.activeUnits), standardError: 0), nil)
                    }
                }),
        ]
    }

    private static let nats = "nats per image, lower is better"
}

// Why numbers cannot be compared.
extension ComparedMetric {
    private static func judges(_ studies: Both<ComparedStudy>) -> String? {
        studies.shareJudge
            ? nil
            : "each study has a judge of its own, and their features have no common scale"
    }

    private static func kindsOfPixels(_ studies: Both<ComparedStudy>) -> String? {
        studies.sharePixels
            ? nil : "grey pixels in one study, black and white ones in the other"
    }

    private static func imageSizes(_ studies: Both<ComparedStudy>) -> String? {
        let shapes = studies.map(\.results.plan.image)
        return shapes.a == shapes.b ? nil : "images of another size"
    }

    private static func likelihoods(_ studies: Both<ComparedStudy>) -> String? {
        let names = studies.map(\.results.plan.likelihood)
        if names.a != names.b {
            return "nats of two likelihoods, \(names.a.rawValue) and \(names.b.rawValue)"
        }
        return kindsOfPixels(studies) ?? imageSizes(studies)
    }

    /// The estimate is a bound, which comes down to the negative log-likelihood as samples grow.
    private static func importanceSamples(_ studies: Both<ComparedStudy>) -> String? {
        let counts = studies.map { study in
            Set(study.results.runs.compactMap { $0.evaluation.likelihood?.samples }).sorted()
        }
        guard counts.a != counts.b else { return nil }
        let numbers = counts.list.map { ListText.of($0.map { "K = \($0)" }) }
        return "estimates from \(numbers[0]) and \(numbers[1]) samples, and they fall as K grows"
    }

    /// Distances are rid of the bias that a number of images brings; neighbours are not.
    private static func references(_ studies: Both<ComparedStudy>) -> String? {
        studies.shareReference
            ? nil : "it depends on the number of images, and \(studies.referenceWords)"
    }
}

// What records hold.
extension ComparedMetric {
    typealias Sample = (estimate: RunEvaluation.Estimate, replicates: [Double]?)

    /// Nil where a training lacks it.
    private static func estimate(
        _ results: StudyResults, _ size: Int, _ value: (RunEvaluation) -> Sample?
    ) -> ComparedEstimate? {
        let runs = results.runs(latentSize: size)
        let found = runs.compactMap { value($0.evaluation) }
        return found.isEmpty || found.count < runs.count ? nil : ComparedEstimate(found)
    }

    private static func runs(
        _ value: @escaping (RunEvaluation) -> RunEvaluation.Estimate,
        replicates: @escaping (RunEvaluation) -> [Double]? = { _ in nil }
    ) -> (StudyResults, Int) -> ComparedEstimate? {
        { results, size in estimate(results, size) { (value($0), replicates($0)) } }
    }

    private static func samples(
        _ value: @escaping (SampleQuality) -> JackknifeEstimate
    ) -> (StudyResults, Int) -> ComparedEstimate? {
        { results, size in
            estimate(results, size) { run in
                (run.generation?.prior).map(value).map {
                    (.init(mean: $0.value, standardError: $0.standardError), $0.replicates)
                }
            }
        }
    }

    /// A number made of several, each with its value and its replicates; all of them of the same groups.
    static func combined(
        _ parts: [(value: Double, replicates: [Double])], _ rule: ([Double]) -> Double
    ) -> Sample? {
        let groups = parts.first?.replicates.count ?? 0
        guard groups > 1, parts.allSatisfy({ $0.replicates.count == groups }) else { return nil }
        let replicates = (0..<groups).map { group in rule(parts.map { $0.replicates[group] }) }
        let value = rule(parts.map(\.value))
        guard value.isFinite, replicates.allSatisfy(\.isFinite) else { return nil }
        return (
            .init(mean: value, standardError: ComparedEstimate.jackknife(replicates)), replicates
        )
    }

    /// Where samples stand between real images and those of probabilistic PCA at the size that sets the
    /// scale of the verdict's margin.
    private static func relativeDistance(_ results: StudyResults, _ size: Int) -> ComparedEstimate?
    {
        guard let lines = results.baseline.generation,
            let linear = lines.linear.first(where: {
                $0.latentSize == BaselineEvaluation.Generation.marginSize
            })?.frechetDistance
        else { return nil }
        let floor = lines.floor.frechetDistance
        return estimate(results, size) { run in
            (run.generation?.prior.frechetDistance).flatMap { own in
                combined([own, floor, linear].map { ($0.value, $0.replicates) }) {
                    ($0[0] - $0[1]) / ($0[2] - $0[1])
                }
            }
        }
    }

    /// Coverage by samples over that by real images.
    private static func relativeCoverage(_ results: StudyResults, _ size: Int) -> ComparedEstimate?
    {
        guard let floor = results.baseline.generation?.floor.coverage else { return nil }
        return estimate(results, size) { run in
            (run.generation?.prior.coverage).flatMap { own in
                combined([own, floor].map { ($0.value, $0.replicates) }) { $0[0] / $0[1] }
            }
        }
    }

    /// The judge's accuracy on reconstructions, or how much lower it is than on the originals.
    private static func recognition(isLoss: Bool) -> (StudyResults, Int) -> ComparedEstimate? {
        { results, size in
            guard let judge = results.judge else { return nil }
            let originals = (judge.accuracy.mean, judge.accuracyGroups.replicates)
            return estimate(results, size) { run in
                run.recognised.flatMap { own in
                    guard isLoss else { return (own.accuracy, own.groups.replicates) }
                    return combined([originals, (own.accuracy.mean, own.groups.replicates)]) {
                        $0[0] - $0[1]
                    }
                }
            }
        }
    }
}
