import Diagnostics
import Drawing
import Evaluation

/// Figure `generation-by-size`: how samples compare with real images, by latent size.
struct GenerationBySize: ChartFigure {
    private let view: StudyView
    private let lines: BaselineEvaluation.Generation
    private let judge: JudgeRecord
    private let names: [String]

    /// Metrics to choose from, in the order of the figure.
    static let names = [
        "precision", "recall", "density", "coverage", "kernelDistance", "memorisation",
    ]

    let id = "generation-by-size"
    let title = "Samples against real images"

    /// Heeds `metrics`; nil where generation is not measured. Throws `FigureError.option`.
    init?(_ view: StudyView, _ options: FigureOptions = FigureOptions()) throws {
        names = try options.metrics(among: Self.names) ?? Self.names
        guard let generation = view.generation else { return nil }
        self.view = view
        lines = generation.lines
        judge = generation.judge
    }

    private var metrics: [SizeMetric] {
        names.compactMap { name in all.first { $0.key == name } }
    }

    private var all: [SizeMetric] {
        func metric(
            _ key: String, _ name: String, _ unit: String?, digits: Int = 3,
            includes: [Double] = [0],
            _ estimate: (SampleQuality) -> JackknifeEstimate
        ) -> SizeMetric {
            SizeMetric(
                key: key, name: name, unit: unit, digits: digits, series: .samples(view, estimate),
                references: [.level(estimate(lines.floor).value, name: "real")],
                includes: includes)
        }
        var kernel = metric(
            "kernelDistance", "Kernel distance", "lower is better", digits: 4,
            \.kernelDistance)
        if !lines.linear.isEmpty {
            kernel.references.append(
                .curve(
                    lines.linear.filter { view.shows($0.latentSize) }.map {
                        .init(Double($0.latentSize), $0.kernelDistance.value)
                    }, name: "PPCA"))
        }
        return [
            metric("precision", "Precision", "of samples", includes: [0, 1], \.precision),
            metric("recall", "Recall", "of test images", includes: [0, 1], \.recall),
            metric("density", "Density", nil, \.density),
            metric("coverage", "Coverage", "of test images", includes: [0, 1], \.coverage), kernel,
            metric(
                "memorisation", "Nearness to training images", "ratio, 1 is none", includes: [],
                \.memorisation),
        ]
    }

    func chart(_ form: ChartForm) -> Chart {
        Chart(
            panels: metrics.map { $0.panel(view, verdict: nil, isLabelled: false) },
            columns: form == .wide ? min(names.count, 2) : 1,
            panelHeight: form == .wide ? 112 : 100,
            note: view.seedNote)
    }

    var table: DataTable { SizeMetric.table(metrics) }

    var places: [Chart.Place?] { SizeMetric.places(metrics, view) }

    var caption: String {
        "\(NumberText.integer(lines.floor.count)) samples of each model against as many test images,"
            + " in the features of \(judge.words); solid lines are samples of the prior, dashed ones"
            + " of a mixture fitted to the posterior means. “Real” is real images in place of"
            + " samples.\(reading) Vertical lines are ± 1.96 standard errors. \(seeds)"
    }

    /// How the metrics shown are read.
    private var reading: String {
        var sentences: [String] = []
        if names.contains("precision") {
            sentences.append("Low precision says that samples are unlike real images.")
        }
        let breadth = ["recall", "coverage"].filter(names.contains)
        if !breadth.isEmpty {
            sentences.append(
                "Low \(ListText.of(breadth)) \(breadth.count == 1 ? "says" : "say") that kinds of"
                    + " images are missing.")
        }
        if names.contains("memorisation") {
            sentences.append(
                "Nearness is the mean distance in pixels from samples to the nearest training image"
                    + " over that to the nearest of as many test images, below 1 where samples are"
                    + " copies.")
        }
        return sentences.map { " " + $0 }.joined()
    }

    private var seeds: String {
        view.hasSeveralSeeds
            ? "Rings are the n = \(view.seeds) seeds of each size, lines join means over seeds; the"
                + " intervals are over images, not over seeds."
            : "n = 1 training per size."
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
            "\(CountText.of(parts.count, "line chart")) by latent size, of samples of the prior and of a mixture. Samples of"
            + " the prior from the smallest to the largest size: \(ListText.of(parts))."
    }
}
