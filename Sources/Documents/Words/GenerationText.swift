import Diagnostics
import Drawing
import Evaluation
import Studies

/// What the numbers of generation say, never more than the intervals allow.
struct GenerationText {
    private let sizes: [Int]
    private let prior: [SampleSummary], mixture: [SampleSummary]
    private let results: StudyResults
    /// In units of the Fréchet distance; 0 where none was decided on.
    private let margin: Double

    /// Nil where generation is not measured.
    init?(_ results: StudyResults, answer: StudyVerdict) {
        let samples = SampleSummary.all(results)
        prior = samples.filter { $0.source == .prior }
        mixture = samples.filter { $0.source == .mixture }
        guard !prior.isEmpty else { return nil }
        sizes = prior.compactMap(\.latentSize)
        self.results = results
        let verdict = answer.verdict.flatMap { $0.endpoint == .frechetDistance ? $0 : nil }
        margin = verdict?.margin ?? 0
    }

    /// In reading order, each with the rule it was written by.
    var findings: [Finding] {
        let rules: [(String?, String?)] = [
            (mismatch, nil),
            (
                capacity,
                "Worse where the 95 % interval of the difference from the best size lies above"
                    + (margin > 0 ? " the margin." : " 0.")
            ),
            (fidelity, nil),
            (
                memorisation,
                "Flagged where the ratio is below \(SampleQuality.memorisationThreshold) with 95 % confidence."
            ),
            (recognition, nil),
        ]
        return rules.compactMap { sentence, rule in
            sentence.map { Finding($0, rule: rule.map(AnswerText.bound)) }
        }
    }

    /// Prior samples bad where the mixture's are better: what decoders can do is not what the prior
    /// asks of them.
    private var mismatch: String? {
        let gaps = zip(prior, mixture).map { $0.frechetDistance.minus($1.frechetDistance) }
        let worse = sizes.indices.filter { gaps[$0].lower > 0 }
        let better = sizes.indices.filter { gaps[$0].upper < 0 }
        var parts: [String] = []
        if !worse.isEmpty {
            let list = ListText.of(
                worse.map {
                    "\(distance(gaps[$0].mean))\(NumberText.thin)\(plusMinus(gaps[$0])) at size"
                        + " \(NumberText.integer(sizes[$0]))"
                })
            parts.append(
                "Samples of the prior are further from test images in Fréchet distance than samples"
                    + " of a mixture fitted to the codes, by \(list): there the codes do not fill the"
                    + " prior (prior mismatch).")
        }
        if !better.isEmpty {
            parts.append(
                "The mixture’s samples are further away than the prior’s at size \(list(better)).")
        }
        let open = sizes.indices.filter { gaps[$0].includesZero }
        if !open.isEmpty {
            parts.append(
                "Between samples of the prior and of the mixture no difference in Fréchet distance"
                    + " can be told at size \(list(open)).")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Samples bad even from the mixture: what is missing is not the match with the prior.
    private var capacity: String? {
        guard sizes.count > 1,
            let best = mixture.map(\.frechetDistance).min(by: { $0.mean < $1.mean })
        else { return nil }
        let lacking = sizes.indices.filter {
            mixture[$0].frechetDistance.minus(best).lower > margin
        }
        guard !lacking.isEmpty else {
            return "Of the mixture’s samples, no size is shown to be worse than the best"
                + (margin > 0 ? " by more than the margin" : "")
                + ": a lack of capacity shows at none."
        }
        return
            "At size \(list(lacking)) even the mixture’s samples are further from test images than"
            + " those of the best size"
            + (margin > 0 ? " by more than the margin" : "")
            + ": what is lacking there is capacity or training, whatever the prior."
    }

    /// How samples of the prior differ from real images, over the range of sizes.
    private var fidelity: String? {
        guard let first = prior.first?.quality, let last = prior.last?.quality,
            let low = sizes.first, let high = sizes.last
        else { return nil }
        func course(_ value: (SampleSummary.Quality) -> Interval, _ name: String) -> String {
            let (from, to) = (value(first), value(last))
            guard low != high else { return "\(name) is \(share(from.mean))" }
            let change = to.minus(from)
            let numbers = "\(share(from.mean)) to \(share(to.mean))"
            return change.includesZero
                ? "no change of \(name) can be told (\(numbers))"
                : "\(name) \(change.mean > 0 ? "rises" : "falls") from \(numbers)"
        }
        let range =
            low == high
            ? "at size \(NumberText.integer(low))"
            : "between size \(NumberText.integer(low)) and \(NumberText.integer(high))"
        return "Of the prior’s samples, \(range), "
            + "\(course(\.precision, "precision")), and \(course(\.recall, "recall")); low precision"
            + " is samples unlike any real image, low recall real images unlike any sample."
    }

    private var memorisation: String? {
        let flagged = sizes.indices.filter { prior[$0].quality?.isMemorised == true }
        guard flagged.isEmpty else {
            return
                "At size \(list(flagged)) samples of the prior lie closer to training images than"
                + " to as many test images: some are copies."
        }
        let ratios = zip(sizes, prior).compactMap { size, sample in
            sample.quality.map { (size: size, ratio: $0.memorisation) }
        }
        guard let least = ratios.min(by: { $0.ratio.mean < $1.ratio.mean }) else { return nil }
        return
            "No size’s samples of the prior are flagged as copies: the lowest ratio of their distance"
            + " to the nearest training image to that to the nearest of as many test images is"
            + " \(NumberText.fixed(least.ratio.mean, digits: 3))\(NumberText.thin)"
            + "\(NumberText.plusMinus(least.ratio.halfWidth, digits: 3)), at size"
            + " \(NumberText.integer(least.size))."
    }

    /// From which size on the judge tells reconstructions as well as the originals.
    private var recognition: String? {
        guard let judge = results.judge else { return nil }
        let originals = Interval([judge.accuracy])
        let told = sizes.compactMap { size -> (size: Int, accuracy: Interval)? in
            SizeSummary(latentSize: size, results: results)?.recognised.map { (size, $0) }
        }
        guard let first = told.first, let last = told.last else { return nil }
        let list =
            told.count == 1
            ? "\(percent(first.accuracy.mean)) at size \(NumberText.integer(first.size))"
            : "\(percent(first.accuracy.mean)) at size \(NumberText.integer(first.size)) and"
                + " \(percent(last.accuracy.mean)) at size \(NumberText.integer(last.size))"
        let same = told.filter { $0.accuracy.minus(originals).includesZero }.map(\.size)
        return
            "The judge tells the class of \(percent(originals.mean)) of the test images, of their"
            + " reconstructions \(list); "
            + (same.isEmpty
                ? "at every size the difference is more than the intervals allow for."
                : "at size \(NumberText.list(same)) no difference from the originals can be told.")
    }

    private func list(_ places: [Int]) -> String { NumberText.list(places.map { sizes[$0] }) }

    private func distance(_ value: Double) -> String { NumberText.fixed(value, digits: 2) }

    private func plusMinus(_ interval: Interval) -> String {
        NumberText.plusMinus(interval.halfWidth, digits: 2)
    }

    private func share(_ value: Double) -> String { NumberText.fixed(value, digits: 2) }

    private func percent(_ value: Double) -> String {
        "\(NumberText.fixed(100 * value, digits: 1))\(NumberText.thin)%"
    }
}
