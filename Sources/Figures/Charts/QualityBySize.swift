import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// Figure `quality-by-size`: each metric against the latent size, what decides first.
struct QualityBySize: ChartFigure {
    let view: StudyView
    /// The study's answer.
    let verdict: StudyVerdict
    /// What is shown, in order.
    private(set) var metrics: [SizeMetric] = []

    let id = "quality-by-size"
    let title = "Quality by latent size"

    /// Metrics to choose from; not every study has all of them.
    static let names = [
        "frechetDistance", "coverage", "mse", "judgeAccuracy", "reconstruction", "negativeELBO",
        "ssim", "kl", "activeUnits",
    ]

    /// Heeds `metrics`; throws `FigureError.option`.
    init(
        _ view: StudyView, verdict: StudyVerdict, _ options: FigureOptions = FigureOptions()
    ) throws {
        self.view = view
        self.verdict = verdict
        guard let wanted = try options.metrics(among: Self.names) else {
            metrics = usual.compactMap(metric(named:))
            return
        }
        metrics = try wanted.map { name in
            guard let metric = metric(named: name) else {
                throw FigureError.option(
                    .metrics, problem: "“\(name)” was not measured in this study",
                    remedy: "choose from "
                        + ListText.of(Self.names.filter { self.metric(named: $0) != nil }))
            }
            return metric
        }
    }

    /// The size that the verdict names, where it is shown.
    var markedSize: Int? { verdict.latentSize.flatMap { view.shows($0) ? $0 : nil } }

    /// Whether a metric is shown.
    func shows(_ key: String) -> Bool { metrics.contains { $0.key == key } }

    func chart(_ form: ChartForm) -> Chart {
        Chart(
            panels: metrics.enumerated().map {
                $0.element.panel(
                    view, verdict: markedSize, isLabelled: $0.offset == 0)
            },
            columns: form == .wide ? min(metrics.count, 2) : 1,
            panelHeight: form == .wide ? 128 : 112,
            note: view.seedNote)
    }

    var table: DataTable { SizeMetric.table(metrics) }

    var places: [Chart.Place?] { SizeMetric.places(metrics, view) }

    /// Without generation, what is measured of reconstructions and codes alone.
    private var usual: [String] {
        view.generation == nil
            ? ["reconstruction", "negativeELBO", "ssim", "mse", "kl", "activeUnits"]
            : Self.names.filter { $0 != "kl" }
    }

    /// Nil where it was not measured.
    private func metric(named name: String) -> SizeMetric? {
        switch name {
        case "frechetDistance": view.generation.map { distance($0.lines) }
        case "coverage": view.generation.map { coverage($0.lines) }
        case "mse": squaredError
        case "judgeAccuracy": view.generation.flatMap { recognition($0.judge) }
        case "reconstruction": reconstruction
        case "negativeELBO": negativeELBO
        case "ssim": similarity
        case "kl": divergence
        case "activeUnits": activeUnits
        default: nil
        }
    }
}

extension QualityBySize {
    private func metric(
        _ key: String, _ name: String, unit: String?, digits: Int, hasIntervals: Bool = true,
        _ estimate: (RunEvaluation) -> RunEvaluation.Estimate?
    ) -> SizeMetric {
        let series = SizeMetric.Series("VAE", view, hasIntervals: hasIntervals, estimate)
        return SizeMetric(
            key: key, name: name, unit: unit, digits: digits, series: series.map { [$0] } ?? [])
    }

    /// Of both kinds of samples.
    private func distance(_ lines: BaselineEvaluation.Generation) -> SizeMetric {
        var metric = SizeMetric(
            key: "frechetDistance", name: "Fréchet distance", unit: "of samples, lower is better",
            digits: 2,
            series: .samples(view, \.frechetDistance))
        if !lines.linear.isEmpty {
            metric.references.append(
                .curve(
                    lines.linear.filter { view.shows($0.latentSize) }.map {
                        .init(Double($0.latentSize), $0.frechetDistance.value)
                    },
                    name: "PPCA"))
        }
        if let verdict = verdict.verdict, verdict.endpoint == .frechetDistance,
            let best = verdict.rows.min(by: { $0.score < $1.score }), view.shows(best.latentSize)
        {
            metric.references.append(
                .margin(from: best.score, to: best.score + verdict.margin, name: "margin"))
        }
        metric.isDistance = true
        let floor = lines.floor.frechetDistance.value
        // On a logarithmic axis, 0 but for noise would be far below everything else.
        if !metric.isLogarithmic || floor > (metric.least ?? 0) / 20 {
            metric.references.append(.level(floor, name: "floor"))
        }
        return metric
    }

    private func coverage(_ lines: BaselineEvaluation.Generation) -> SizeMetric {
        let floor = lines.floor.coverage.value
        var metric = SizeMetric(
            key: "coverage", name: "Coverage", unit: "of test images, higher is better", digits: 3,
            series: .samples(view, \.coverage))
        metric.references = [
            .level(floor, name: "real"),
            .level(VerdictEvidence.coverageShare * floor, name: "gate"),
        ]
        metric.includes = [0]
        return metric
    }

    private func recognition(_ judge: JudgeRecord) -> SizeMetric? {
        var metric = metric(
            "judgeAccuracy", "Judge’s accuracy", unit: "on reconstructions, higher is better",
            digits: 3
        ) { $0.recognised?.accuracy }
        metric.references = [
            .level(judge.accuracy.mean, name: "originals"),
            .level(judge.accuracy.mean - VerdictEvidence.recognitionAllowance, name: "gate"),
        ]
        return metric.series.isEmpty ? nil : metric
    }

    private static let nats = "nats per image, lower is better"

    private var reconstruction: SizeMetric {
        var metric = metric(
            "reconstruction", "Reconstruction", unit: Self.nats, digits: 1, \.reconstruction)
        if view.results.plan.hasEntropyFloor {
            metric.references = [
                .level(view.results.baseline.pixelEntropyFloor, name: "floor")
            ]
        }
        return metric
    }

    private var negativeELBO: SizeMetric {
        metric(
            "negativeELBO", "Negative ELBO", unit: Self.nats, digits: 1, \.negativeELBO)
    }

    private var divergence: SizeMetric {
        metric(
            "kl", "Kullback–Leibler divergence", unit: "nats per image", digits: 1, \.kl)
    }

    private func pca(_ value: (BaselineEvaluation.PCA) -> Double) -> [SizeMetric.Reference] {
        let lines = view.results.baseline.pca.filter { view.shows($0.latentSize) }
        guard !lines.isEmpty else { return [] }
        return [.curve(lines.map { .init(Double($0.latentSize), value($0)) }, name: "PCA")]
    }

    private var squaredError: SizeMetric {
        var metric = metric(
            "mse", "Squared error", unit: "per pixel, lower is better", digits: 4, \.mse)
        metric.references = pca(\.mse)
        metric.includes = [0]
        return metric
    }

    private var similarity: SizeMetric {
        var metric = metric(
            "ssim", "Structural similarity", unit: "SSIM, higher is better", digits: 3, \.ssim)
        metric.references = pca(\.ssim)
        metric.includes = [1]
        return metric
    }

    private var activeUnits: SizeMetric {
        var metric = metric(
            "activeUnits", "Active units", unit: "dimensions", digits: 0, hasIntervals: false
        ) { .init(mean: Double($0.activeUnits), standardError: 0) }
        let sizes = view.sizes.map { Double($0.latentSize) }
        metric.references = [.curve(sizes.map { .init($0, $0) }, name: "all")]
        metric.marks = .whole
        metric.includes = [0]
        return metric
    }
}

extension [SizeMetric.Series] {
    /// Samples of the prior, then those of the mixture.
    static func samples(
        _ view: StudyView, _ estimate: (SampleQuality) -> JackknifeEstimate
    ) -> [SizeMetric.Series] {
        [
            SizeMetric.Series("prior", view) {
                ($0.generation?.prior).map(estimate)?.estimate
            },
            SizeMetric.Series("mixture", view, isSecond: true) {
                ($0.generation?.mixture).map(estimate)?.estimate
            },
        ].compactMap { $0 }
    }
}
