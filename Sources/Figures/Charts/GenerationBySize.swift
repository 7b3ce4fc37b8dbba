import Diagnostics
import Drawing
import Evaluation

/// Figure `generation-by-size`: how samples compare with real images, by latent size.
struct GenerationBySize: ChartFigure {
    private let view: StudyView
    private let lines: BaselineEvaluation.Generation
    private let judge: JudgeRecord

    let id = "generation-by-size"
    let title = "Samples against real images"

    /// Nil where generation is not measured.
    init?(_ view: StudyView) {
        guard let generation = view.generation else { return nil }
        self.view = view
        lines = generation.lines
        judge = generation.judge
    }

    private var metrics: [SizeMetric] {
        func metric(
            _ name: String, _ unit: String?, digits: Int = 3, includes: [Double] = [0],
            _ estimate: (SampleQuality) -> JackknifeEstimate
        ) -> SizeMetric {
            SizeMetric(
                name: name, unit: unit, digits: digits, series: .samples(view, estimate),
                references: [.level(estimate(lines.floor).value, name: "real")],
                includes: includes)
        }
        var kernel = metric("Kernel distance", "lower is better", digits: 4, \.kernelDistance)
        if !lines.linear.isEmpty {
            kernel.references.append(
                .curve(
                    lines.linear.filter { line in
                        view.sizes.contains { $0.latentSize == line.latentSize }
                    }.map { .init(Double($0.latentSize), $0.kernelDistance.value) }, name: "PPCA"))
        }
        return [
            metric("Precision", "of samples", includes: [0, 1], \.precision),
            metric("Recall", "of test images", includes: [0, 1], \.recall),
            metric("Density", nil, \.density),
            metric("Coverage", "of test images", includes: [0, 1], \.coverage), kernel,
            metric("Nearness to training images", "ratio, 1 is none", includes: [], \.memorisation),
        ]
    }

    func chart(_ form: ChartForm) -> Chart {
        Chart(
            panels: metrics.map { $0.panel(view, verdict: nil, isLabelled: false) },
            columns: form == .wide ? 2 : 1, panelHeight: form == .wide ? 112 : 100,
            note: view.seedNote)
    }

    var table: DataTable { SizeMetric.table(metrics) }

    var places: [Chart.Place?] { SizeMetric.places(metrics, view) }

    var caption: String {
        "\(NumberText.integer(lines.floor.count)) samples of each model against as many test images,"
            + " in the features of \(judge.words); solid lines are samples of the prior, dashed ones"
            + " of a mixture fitted to the posterior means. “Real” is real images in place of"
            + " samples: \(lines.heldOut.words). Low precision says that samples are unlike real"
            + " images, low recall and coverage that kinds of images are missing. The last panel is"
            + " in pixels: the mean distance from samples to the nearest training image over that to"
            + " the nearest of as many test images, below 1 where samples are copies. Vertical lines"
            + " are ± 1.96 standard errors. \(seeds)"
    }

    private var seeds: String {
        view.hasSeveralSeeds
            ? "Rings are the n = \(view.seeds) seeds of each size, lines join means over seeds; the"
                + " intervals are over images, not over seeds."
            : "One training per latent size (n = 1)."
    }

    var altText: String {
        let parts = metrics.compactMap { metric -> String? in
            guard let prior = metric.series.first, let first = prior.points.first,
                let last = prior.points.last
            else { return nil }
            return
                "\(metric.words) \(NumberText.fixed(first.mean, digits: metric.digits))"
                + (prior.points.count == 1
                    ? "" : " to \(NumberText.fixed(last.mean, digits: metric.digits))")
        }
        return
            "Six line charts by latent size, of samples of the prior and of a mixture. Samples of"
            + " the prior from the smallest to the largest size: \(ListText.of(parts))."
    }
}
