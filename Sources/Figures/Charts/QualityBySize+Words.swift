import Diagnostics
import Drawing
import Evaluation
import Studies

extension QualityBySize {
    var caption: String {
        var sentences = [
            "\(count) metrics against the latent size, which is on a logarithmic axis."
        ]
        if let generation = view.generation {
            sentences += generationSentences(generation.lines, generation.judge)
        }
        sentences.append(
            "Numbers are means over test images, n = \(NumberText.integer(view.testImages));"
                + " vertical lines are ± 1.96 standard errors, often hidden by the points.")
        sentences.append(
            view.hasSeveralSeeds
                ? "Rings are the n = \(view.seeds) seeds of each size, the line joins their means;"
                    + " the intervals are over images, not over seeds."
                : "One training per latent size (n = 1), so training luck is not in the intervals.")
        if view.results.plan.hasEntropyFloor {
            sentences.append(
                "The dotted level of the reconstruction is the cross-entropy of each image with"
                    + " itself, which no reconstruction can go below.")
        }
        sentences.append(
            view.results.hasPCA
                ? "Dashed grey lines are principal components analysis (PCA) with as many"
                    + " components, and the number of units if all were active."
                : "The dashed line is the number of units if all were active.")
        if let size = verdict.latentSize {
            sentences.append("The upright line marks the size that the verdict names, \(size).")
        }
        return sentences.joined(separator: " ")
    }

    private var count: String {
        let words = ["Six", "Seven", "Eight"]
        return words.indices.contains(metrics.count - 6)
            ? words[metrics.count - 6] : "\(metrics.count)"
    }

    private func generationSentences(
        _ lines: BaselineEvaluation.Generation, _ judge: JudgeRecord
    ) -> [String] {
        var sentences = [
            "Fréchet distance and coverage compare \(NumberText.integer(lines.floor.count)) samples"
                + " of each model with as many test images, in the features of \(judge.words):"
                + " solid lines are samples of the prior, dashed ones of a mixture fitted to the"
                + " posterior means\(lines.linear.isEmpty ? "" : ", PPCA is probabilistic PCA").",
            "“Real” (and “floor”) are real images in place of samples: \(lines.heldOut.words).",
        ]
        if distance?.isLogarithmic == true {
            let floor = NumberText.fixed(lines.floor.frechetDistance.value, digits: 2)
            sentences.append(
                "The Fréchet distance is on a logarithmic axis"
                    + (hasFloor ? "." : "; that of real images, \(floor), is below it."))
        }
        if let verdict = verdict.verdict, verdict.endpoint == .frechetDistance {
            let share = NumberText.fixed(100 * verdict.share, digits: 0)
            sentences.append(
                "The shaded band reaches from the lowest distance of the prior’s samples to that"
                    + " plus the margin of the verdict, \(share) % of its scale.")
        }
        sentences.append("“Gate” is what the verdict asks of every size.")
        return sentences
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
        var sentences = ["\(count) line charts. \(range): \(ListText.of(parts))."]
        if view.results.hasPCA {
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
        if let size = verdict.latentSize { sentences.append("Latent size \(size) is marked.") }
        return sentences.joined(separator: " ")
    }
}
