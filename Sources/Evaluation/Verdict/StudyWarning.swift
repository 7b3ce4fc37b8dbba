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
    /// A metric that did not move as it must in the self-tests.
    case selfTestsFailed
    /// Sizes whose validation loss still fell in the second half of the training, or that were
    /// trained for too few epochs to tell.
    case undertrained(latentSizes: [Int])
    /// Sizes whose validation loss rose again.
    case overfitted(latentSizes: [Int])
    /// One training of each size: nothing is known of the differences between trainings.
    case oneSeed

    /// All that apply, the gravest first.
    static func all(in results: StudyResults) -> [StudyWarning] {
        func found(
            _ warning: ([Int]) -> StudyWarning, _ isMeant: (Int) -> Bool
        ) -> StudyWarning? {
            let found = sizes(of: results).filter(isMeant)
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
            results.selfTests?.isAsExpected == false ? .selfTestsFailed : nil,
            late.isEmpty ? nil : .undertrained(latentSizes: late), overfitted,
            sizes(of: results).contains { results.runs(latentSize: $0).count < 2 }
                ? .oneSeed : nil,
        ].compactMap { $0 }
    }

    /// Sizes that longer training could change.
    static func undertrained(in results: StudyResults) -> [Int] {
        sizes(of: results).filter { size in
            curves(size, in: results).contains(where: \.isUndertrained)
        }
    }

    private static func sizes(of results: StudyResults) -> [Int] {
        Set(results.runs.map(\.record.task.latentSize)).sorted()
    }

    private static func curves(_ size: Int, in results: StudyResults) -> [TrainingCurve] {
        results.runs(latentSize: size).map {
            TrainingCurve($0.epochs.map(\.validation.negativeELBO))
        }
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
        case .selfTestsFailed:
            "A metric did not move as it must on samples of known quality (see the method), so the"
                + " numbers of generation are not to be relied on here."
        case .undertrained(let sizes):
            "\(subject(sizes, "is", "are")) undertrained: the second half of the epochs still"
                + " lowered the validation loss by more than"
                + " \(Int(100 * TrainingCurve.lateThreshold)) %, or there were fewer than"
                + " \(TrainingCurve.fewestEpochs), so more epochs may change the answer."
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
