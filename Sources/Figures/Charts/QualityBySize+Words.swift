import Diagnostics
import Drawing
import Evaluation
import Studies

extension QualityBySize {
    var caption: String {
        var sentences = [
            "\(CountText.of(metrics.count, "metric")) against the latent size, on a logarithmic axis."
        ]
        if let generation = view.generation {
            sentences += generationSentences(generation.lines, generation.judge)
        }
        sentences.append(
            "Numbers are means over test images, n = \(NumberText.integer(view.testImages));"
                + " vertical lines are ± 1.96 standard errors.")
        sentences.append(
            view.hasSeveralSeeds
                ? "Rings are the n = \(view.seeds) seeds of each size, the line joins their means;"
                    + " the intervals are over images, not over seeds."
                : "n = 1 training per size, so training luck is not in the intervals.")
        if view.results.plan.hasEntropyFloor, shows("reconstruction") {
            sentences.append(
                "The dotted level of the reconstruction is the cross-entropy of each image with"
                    + " itself, which no reconstruction can go below.")
        }
        sentences += dashedSentence.map { [$0] } ?? []
        if let size = markedSize {
            sentences.append("The upright line marks the size that the verdict names, \(size).")
        }
        return sentences.joined(separator: " ")
    }

    /// What the dashed lines of reconstructions and codes are.
    private var dashedSentence: String? {
        let hasPCA = view.results.hasPCA && (shows("mse") || shows("ssim"))
        switch (hasPCA, shows("activeUnits")) {
        case (true, true):
            return "Dashed grey lines are principal components analysis (PCA) with as many"
                + " components, and the number of units if all were active."
        case (true, false):
            return "Dashed grey lines are principal components analysis (PCA) with as many"
                + " components."
        case (false, true): return "The dashed line is the number of units if all were active."
        case (false, false): return nil
        }
    }

    private func generationSentences(
        _ lines: BaselineEvaluation.Generation, _ judge: JudgeRecord
    ) -> [String] {
        let isGated = shows("coverage") || shows("judgeAccuracy")
        let gate = isGated ? ["“Gate” is what the verdict asks of every size."] : []
        let compared = metrics.filter { ["frechetDistance", "coverage"].contains($0.key) }
        guard !compared.isEmpty else {
            return shows("judgeAccuracy")
                ? ["Reconstructions are recognised by \(judge.words)."] + gate : []
        }
        let isLinear = shows("frechetDistance") && !lines.linear.isEmpty
        let names = ListText.of(
            compared.enumerated().map { $0 == 0 ? $1.name : $1.words })
        var sentences = [
            "\(names) compare\(compared.count == 1 ? "s" : "")"
                + " \(NumberText.integer(lines.floor.count)) samples"
                + " of each model with as many test images, in the features of \(judge.words):"
                + " solid lines are samples of the prior, dashed ones of a mixture fitted to the"
                + " posterior means\(isLinear ? ", PPCA is probabilistic PCA" : "").",
            "“Real” (and “floor”) are real images in place of samples: \(lines.heldOut.words).",
        ]
        if distance?.isLogarithmic == true {
            let floor = NumberText.fixed(lines.floor.frechetDistance.value, digits: 2)
            sentences.append(
                "The Fréchet distance is on a logarithmic axis"
                    + (hasFloor ? "." : "; that of real images, \(floor), is below it."))
        }
        if let verdict = verdict.verdict, hasMargin {
            let share = NumberText.fixed(100 * verdict.share, digits: 0)
            sentences.append(
                "The shaded band reaches from the lowest distance of the prior’s samples up by the"
                    + " verdict’s margin (\(share) %).")
        }
        return sentences + gate
    }

    /// Whether the verdict's margin is drawn.
    private var hasMargin: Bool {
        distance?.references.contains { if case .margin = $0 { true } else { false } } ?? false
    }

    /// Whether real images' distance is drawn.
    private var hasFloor: Bool {
        distance?.references.contains { if case .level = $0 { true } else { false } } ?? false
    }

    private var distance: SizeMetric? { metrics.first(where: \.isDistance) }

    var altText: String {
        guard let low = view.sizes.first, let high = view.sizes.last else {
            return "Chart of quality by latent size without data."
        }
        let isOne = low.latentSize == high.latentSize
        let parts = metrics.flatMap { metric in
            metric.series.compactMap { series -> String? in
                guard let first = series.points.first, let last = series.points.last else {
                    return nil
                }
                let from = NumberText.fixed(first.mean, digits: metric.digits)
                let to = NumberText.fixed(last.mean, digits: metric.digits)
                let subject = metric.series.count > 1 ? ", \(series.name)" : ""
                let unit = metric.unit?.hasPrefix("nats") == true ? " nats per image" : ""
                return "\(metric.words)\(subject) \(isOne ? from : "\(from) to \(to)")"
                    + unit
            }
        }
        let range =
            isOne
            ? "At latent size \(low.latentSize)"
            : "From latent size \(low.latentSize) to \(high.latentSize)"
        let charts = CountText.of(metrics.count, "line chart")
        var sentences = ["\(charts). \(range): \(ListText.of(parts))."]
        if view.results.hasPCA, shows("mse") {
            let beaten = view.sizes.filter { size in
                view.results.baseline.pca.contains {
                    $0.latentSize == size.latentSize && $0.mse > size.spread(\.mse.mean).mean
                }
            }
            sentences.append(
                "The squared error is below that of principal components analysis at "
                    + (beaten.count == view.sizes.count
                        ? "every size." : "\(beaten.count) of \(view.sizes.count) sizes."))
        }
        if let size = markedSize { sentences.append("Latent size \(size) is marked.") }
        return sentences.joined(separator: " ")
    }
}
