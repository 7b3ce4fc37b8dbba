import Diagnostics
import Drawing
import Evaluation
import Studies
import Training

/// What the numbers say, in sentences that never claim more than the intervals allow.
enum AnalysisText {
    /// In reading order, each with the rule it was written by, but for the one that goes for all: a
    /// difference is told where its 95 % interval excludes 0.
    static func findings(_ results: StudyResults, answer: StudyVerdict) -> [Finding] {
        let summaries = SizeSummary.all(results)
        let ours: [(String?, String?)] = [
            (lowestELBO(summaries), nil), (steps(summaries), nil),
            (
                againstPCA(summaries),
                "Below or above where the 95 % interval of the error excludes PCA’s."
            ),
            (rate(summaries), nil),
            (
                activeUnits(summaries),
                "A dimension is active where its posterior mean varies by more than 0.01 over the"
                    + " test images (Burda et al. 2016)."
            ),
            (
                floor(summaries, results),
                "The floor is the mean entropy of the test images’ pixels."
            ),
        ]
        let late = NumberText.fixed(100 * TrainingCurve.lateThreshold, digits: 0)
        let training: [(String?, String?)] = [
            (
                levelling(results),
                "The best validation loss of the first half of the epochs against the best of the"
                    + " second; more than \(late) % counts as undertrained."
            )
        ]
        return
            (ours.map(finding) + (GenerationText(results, answer: answer)?.findings ?? [])
            + training.map(finding)).compactMap { $0 }
    }

    private static func finding(_ sentence: String?, _ rule: String?) -> Finding? {
        sentence.map { Finding($0, rule: rule.map(AnswerText.bound)) }
    }

    /// Which size has the lowest negative ELBO, and which cannot be told from it.
    private static func lowestELBO(_ summaries: [SizeSummary]) -> String? {
        guard summaries.count > 1,
            let best = summaries.min(by: { $0.negativeELBO.mean < $1.negativeELBO.mean })
        else { return nil }
        let value =
            "\(NumberText.fixed(best.negativeELBO.mean, digits: 1))\(NumberText.thin)"
            + NumberText.plusMinus(best.negativeELBO.halfWidth, digits: 1)
            + "\(NumberText.thin)nats"
        let tied = summaries.filter {
            $0.latentSize != best.latentSize
                && $0.negativeELBO.minus(best.negativeELBO).includesZero
        }
        let rest =
            tied.isEmpty
            ? "for every other size the 95\(NumberText.thin)% interval of the difference excludes 0."
            : "size\(tied.count > 1 ? "s" : "") \(NumberText.list(tied.map(\.latentSize))) cannot be told from it."
        return "The lowest mean negative ELBO is \(value) per image, at size"
            + " \(NumberText.integer(best.latentSize)); \(rest)"
    }

    /// What each step to the next size brings.
    private static func steps(_ summaries: [SizeSummary]) -> String? {
        let parts = zip(summaries, summaries.dropFirst()).map { small, large in
            let gain = small.reconstruction.minus(large.reconstruction)
            let step =
                "from \(NumberText.integer(small.latentSize)) to"
                + " \(NumberText.integer(large.latentSize))"
            if gain.includesZero { return "\(step) no difference can be told" }
            return gain.mean > 0
                ? "\(step) it falls by \(NumberText.natsRange(gain))"
                : "\(step) it rises by \(NumberText.natsRange(gain.times(-1)))"
        }
        guard !parts.isEmpty else { return nil }
        return "Test reconstruction by size: \(parts.joined(separator: "; "))"
            + " (95\(NumberText.thin)% intervals)."
    }

    private static func againstPCA(_ summaries: [SizeSummary]) -> String? {
        let compared = summaries.compactMap { summary in
            summary.mseAgainstPCA.map { (summary, $0) }
        }
        guard !compared.isEmpty else { return nil }
        let better = compared.filter { $0.1.upper < 0 }.map(\.0.latentSize)
        let worse = compared.filter { $0.1.lower > 0 }.map(\.0.latentSize)
        let open = compared.filter { $0.1.includesZero }.map(\.0.latentSize)
        if better.count == compared.count {
            let ratios = compared.compactMap { summary, _ in
                summary.pca.map { 100 * (1 - summary.mse.mean / $0.mse) }
            }
            let least = NumberText.fixed(ratios.min() ?? 0, digits: 0)
            let most = NumberText.fixed(ratios.max() ?? 0, digits: 0)
            let range = least == most ? most : "\(least) to \(most)"
            return "Every size reconstructs with a lower mean squared error than PCA with as many"
                + " components, by \(range)\(NumberText.thin)%."
        }
        var parts = [String]()
        if !better.isEmpty { parts.append("below it at size \(NumberText.list(better))") }
        if !worse.isEmpty { parts.append("above it at size \(NumberText.list(worse))") }
        if !open.isEmpty {
            parts.append("not to be told from it at size \(NumberText.list(open))")
        }
        return "Against PCA with as many components, the mean squared error is"
            + " \(parts.joined(separator: ", "))."
    }

    private static func rate(_ summaries: [SizeSummary]) -> String? {
        guard let first = summaries.first, let last = summaries.last, summaries.count > 1 else {
            return nil
        }
        let change = last.kl.minus(first.kl)
        let spent =
            change.includesZero
            ? "stays near \(NumberText.nats(first.kl.mean))"
            : "goes from \(NumberText.fixed(first.kl.mean, digits: 1)) to"
                + " \(NumberText.nats(last.kl.mean))"
        return "The information an image’s code carries (KL) \(spent) per image between the"
            + " smallest and the largest size."
    }

    private static func activeUnits(_ summaries: [SizeSummary]) -> String? {
        let idle = summaries.filter { summary in
            summary.activeUnits.contains { $0 < summary.latentSize }
        }
        guard !idle.isEmpty else {
            return "Every size uses all of its dimensions: each posterior mean varies by more than"
                + " 0.01."
        }
        let parts = idle.map {
            "\($0.activeUnitsText) of \(NumberText.integer($0.latentSize))"
        }
        return "Not all dimensions are used: \(ListText.of(parts)) are active."
    }

    private static func floor(_ summaries: [SizeSummary], _ results: StudyResults) -> String? {
        guard results.plan.hasEntropyFloor,
            let best = summaries.min(by: { $0.reconstruction.mean < $1.reconstruction.mean })
        else { return nil }
        let floor = results.baseline.pixelEntropyFloor
        return "Of the best test reconstruction,"
            + " \(NumberText.nats(best.reconstruction.mean)) at size"
            + " \(NumberText.integer(best.latentSize)), \(NumberText.nats(floor)) are the grey"
            + " pixels’ own entropy, which no model can go below."
    }

    /// What the second half of the epochs still gained, so that a reader can judge undertraining.
    private static func levelling(_ results: StudyResults) -> String? {
        let late = results.runs.compactMap { run in
            TrainingCurve(run, plan: results.plan).lateImprovement
                .map { ($0, run.record.task.latentSize) }
        }
        guard let most = late.max(by: { $0.0 < $1.0 }) else { return nil }
        guard most.0 > 0 else {
            return "In no training did the second half of the epochs lower the validation loss."
        }
        return "The second half of the epochs lowered the validation negative ELBO by at most"
            + " \(NumberText.fixed(100 * most.0, digits: 1))\(NumberText.thin)% (size"
            + " \(NumberText.integer(most.1)))."
    }
}
