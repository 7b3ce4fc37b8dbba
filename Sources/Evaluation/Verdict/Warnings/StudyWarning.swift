import Diagnostics
import Models
import Studies
import Training

/// What weakens a study's answer, as data.
public enum StudyWarning: Sendable, Hashable {
    /// Sizes whose mean squared error is not below PCA's with as many components: a defect of the
    /// training, not a finding.
    case notBetterThanPCA(latentSizes: [Int])
    /// Sizes whose samples are not closer to test images than probabilistic PCA's.
    case samplesNotBetterThanPCA(latentSizes: [Int])
    /// Sizes whose samples lie closer to training images than to test images.
    case memorised(latentSizes: [Int])
    /// Sizes whose negative ELBO is more than two nats above a smaller size's, which they could have by
    /// leaving dimensions unused: a defect of the training, not a finding.
    case worseThanSmaller(latentSizes: [Int])
    /// A judge that tells few test images right, so that what it says of samples is worth little.
    case weakJudge(accuracy: Double)
    /// A metric that did not move as it must in the self-tests.
    case selfTestsFailed
    /// Sizes whose validation loss still fell in the second half of the training, or that were
    /// trained for too few epochs to tell.
    case undertrained(latentSizes: [Int], epochs: Int)
    /// Sizes whose validation loss rose again.
    case overfitted(latentSizes: [Int])
    /// One training of each size: nothing is known of the differences between trainings.
    case oneSeed

    /// All that apply, the gravest first.
    static func all(in results: StudyResults) -> [StudyWarning] {
        func found(
            _ warning: ([Int]) -> StudyWarning, _ isMeant: (Int) -> Bool
        ) -> StudyWarning? {
            let found = results.latentSizes.filter(isMeant)
            return found.isEmpty ? nil : warning(found)
        }
        let overfitted = found({ .overfitted(latentSizes: $0) }) { size in
            curves(size, in: results).contains(where: \.isOverfitted)
        }
        let late = undertrained(in: results)
        return [
            found({ .notBetterThanPCA(latentSizes: $0) }) { isBehindPCA($0, in: results) },
            found({ .samplesNotBetterThanPCA(latentSizes: $0) }) {
                areSamplesBehindPCA($0, in: results)
            },
            found({ .memorised(latentSizes: $0) }) { size in
                results.runs(latentSize: size).contains {
                    $0.evaluation.generation?.prior.isMemorised == true
                }
            },
            found({ .worseThanSmaller(latentSizes: $0) }) { isWorseThanSmaller($0, in: results) },
            results.judge.flatMap {
                $0.accuracy.mean < leastAccuracy ? .weakJudge(accuracy: $0.accuracy.mean) : nil
            },
            results.selfTests?.isAsExpected == false ? .selfTestsFailed : nil,
            late.isEmpty
                ? nil
                : .undertrained(latentSizes: late, epochs: results.plan.training.epochs),
            overfitted,
            results.latentSizes.contains { results.runs(latentSize: $0).count < 2 }
                ? .oneSeed : nil,
        ].compactMap { $0 }
    }

    /// Sizes that longer training could change.
    static func undertrained(in results: StudyResults) -> [Int] {
        results.latentSizes.filter { size in
            curves(size, in: results).contains(where: \.isUndertrained)
        }
    }

    private static func curves(_ size: Int, in results: StudyResults) -> [TrainingCurve] {
        results.runs(latentSize: size).map { TrainingCurve($0, plan: results.plan) }
    }

    private static func isBehindPCA(_ size: Int, in results: StudyResults) -> Bool {
        guard let line = results.baseline.pca.first(where: { $0.latentSize == size }) else {
            return false
        }
        return mean(results.runs(latentSize: size).map(\.evaluation.mse.mean)) >= line.mse
    }

    private static func areSamplesBehindPCA(_ size: Int, in results: StudyResults) -> Bool {
        let line = results.baseline.generation?.linear.first { $0.latentSize == size }
        let distances = results.runs(latentSize: size).compactMap {
            $0.evaluation.generation?.prior.frechetDistance.value
        }
        guard let line, !distances.isEmpty else { return false }
        return mean(distances) >= line.frechetDistance.value
    }

    /// A judge that tells less than this share of test images right is weak.
    static let leastAccuracy = 0.75

    private static func isWorseThanSmaller(_ size: Int, in results: StudyResults) -> Bool {
        func loss(_ size: Int) -> Double {
            mean(results.runs(latentSize: size).map(\.evaluation.negativeELBO.mean))
        }
        let smaller = results.latentSizes.filter { $0 < size }.map(loss).min()
        return smaller.map { loss(size) > $0 + 2 } ?? false
    }

    private static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(max(values.count, 1))
    }
}

extension StudyWarning {
    /// One plain sentence for the report and the terminal.
    public var sentence: String {
        switch self {
        case .notBetterThanPCA(let sizes):
            "\(subject(sizes, "has", "have")) a mean squared error that is not below that of"
                + " PCA with as many components: the training failed there, so it tells nothing"
                + " about the latent size."
        case .samplesNotBetterThanPCA(let sizes):
            "\(subject(sizes, "gives", "give")) samples that are not closer to test images than"
                + " those of probabilistic PCA with as many components."
        case .memorised(let sizes):
            "\(subject(sizes, "gives", "give")) samples that lie closer to training images than to"
                + " as many test images: they are in part copies."
        case .worseThanSmaller(let sizes):
            "\(subject(sizes, "has", "have")) a negative ELBO more than 2 nats above that of a smaller"
                + " size, though dimensions can be left unused: the training failed there."
        case .weakJudge(let accuracy):
            "The judge tells only \(Int((100 * accuracy).rounded())) % of the test images right, so"
                + " distances in its features say little."
        case .selfTestsFailed:
            "A metric did not move as it must on samples of known quality (see the method), so the"
                + " numbers of generation are not to be relied on here."
        case .undertrained(let sizes, let epochs) where epochs < TrainingCurve.fewestEpochs:
            "\(subject(sizes, "was", "were")) trained for \(epochs) epoch\(epochs == 1 ? "" : "s"), too few"
                + " to tell whether the loss levels off, so more may change the answer."
        case .undertrained(let sizes, _):
            "\(subject(sizes, "is", "are")) undertrained: the second half of the epochs still lowered"
                + " the validation loss markedly, so more epochs may change the answer."
        case .overfitted(let sizes):
            "\(subject(sizes, "was", "were")) trained for too long: the validation loss rose again"
                + " after its best epoch, whose weights are kept."
        case .oneSeed:
            "Each size was trained once (n = 1), so differences between trainings of the same"
                + " size are unknown."
        }
    }

    /// `Latent size 8 has` or `Latent sizes 2, 4 and 8 have`.
    private func subject(_ sizes: [Int], _ one: String, _ many: String) -> String {
        let list = ListText.of(sizes.map(String.init))
        return sizes.count == 1 ? "Latent size \(list) \(one)" : "Latent sizes \(list) \(many)"
    }
}
