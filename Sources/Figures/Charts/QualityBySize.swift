import Drawing
import Evaluation
import Models
import Studies
import Training

/// Figure `quality-by-size`: each metric against the latent size.
struct QualityBySize: ChartFigure {
    private let view: StudyView
    /// The study's answer.
    private let verdict: StudyVerdict

    let id = "quality-by-size"
    let title = "Quality by latent size"

    init(_ view: StudyView, verdict: StudyVerdict) {
        self.view = view
        self.verdict = verdict
    }

    func chart(_ form: ChartForm) -> Chart {
        Chart(
            panels: metrics.enumerated().map { panel($0.element, isFirst: $0.offset == 0) },
            columns: form == .wide ? 2 : 1, panelHeight: form == .wide ? 128 : 112,
            note: view.seedNote)
    }

    private func panel(_ metric: Metric, isFirst: Bool) -> Chart.Panel {
        var marks: [Mark] = []
        if let size = verdict.latentSize {
            marks.append(
                .rule(
                    .init(
                        .vertical(Double(size)),
                        Stroke(.accent, width: 1.5, opacity: 0.8),
                        label: isFirst ? "verdict: \(size)" : nil)))
        }
        for reference in metric.references {
            switch reference {
            case .level(let value, let name):
                marks.append(
                    .rule(
                        .init(
                            .horizontal(value), Stroke(.muted, width: 1.5, dash: [2, 3]),
                            label: "\(name) \(metric.text(value))")))
            case .curve(let points, let name):
                marks.append(
                    .line(
                        .init(points, Stroke(.muted, width: 1.5, dash: [5, 3]), label: name)))
            }
        }
        let hasCurve = metric.references.contains {
            if case .curve = $0 { true } else { false }
        }
        marks.append(
            .line(
                .init(
                    metric.points.map { .init($0.x, $0.spread.mean) },
                    Stroke(.text, width: 1.5), label: hasCurve ? "VAE" : nil)))
        let bars = metric.points.compactMap { point in
            point.interval.map {
                Mark.Interval(x: point.x, low: $0.lowerBound, high: $0.upperBound)
            }
        }
        if !bars.isEmpty { marks.append(.intervals(bars, Stroke(.text, width: 1.5))) }
        for (point, size) in zip(metric.points, view.sizes) {
            // With one seed the disc is the mean; with more, rings are seeds and the line's corner
            // their mean.
            let seeds = size.runs.map { Mark.Datum(point.x, metric.value($0.evaluation)) }
            marks.append(
                .points(.init(seeds, size.ink, radius: 4, isHollow: seeds.count > 1)))
        }
        return Chart.Panel(
            x: .latentSize(view.sizes.map(\.latentSize), group: 0),
            y: Axis(metric.name, unit: metric.unit, marks: metric.marks, includes: metric.includes),
            marks: marks)
    }
}

extension QualityBySize {
    /// A line or level to compare with.
    private enum Reference {
        case level(Double, name: String)
        case curve([Mark.Datum], name: String)
    }

    /// One panel's numbers.
    private struct Metric {
        struct Point {
            let x: Double
            let spread: StudyView.Spread
            /// 95 % over test images; nil for counts.
            let interval: ClosedRange<Double>?
        }

        let name: String
        let key: String
        let unit: String?
        let digits: Int
        let value: (RunEvaluation) -> Double
        let points: [Point]
        var references: [Reference] = []
        var marks = Axis.Marks.round
        var includes: [Double] = []

        func text(_ number: Double) -> String { NumberText.fixed(number, digits: digits) }
    }

    private func metric(
        _ name: String, key: String, unit: String?, digits: Int,
        _ estimate: @escaping (RunEvaluation) -> RunEvaluation.Estimate
    ) -> Metric {
        Metric(
            name: name, key: key, unit: unit, digits: digits, value: { estimate($0).mean },
            points: view.sizes.map { size in
                let spread = size.spread { estimate($0).mean }
                // The images are the same for every seed, so more seeds do not make it narrower.
                let reach = 1.959964 * size.spread { estimate($0).standardError }.mean
                return .init(
                    x: Double(size.latentSize), spread: spread,
                    interval: spread.mean - reach...spread.mean + reach)
            })
    }

    private var metrics: [Metric] {
        let pca = view.results.baseline.pca
        let lower = "nats per image, lower is better"
        var reconstruction = metric(
            "Reconstruction", key: "reconstruction", unit: lower, digits: 1, \.reconstruction)
        if view.results.plan.hasEntropyFloor {
            let floor = view.results.baseline.pixelEntropyFloor
            reconstruction.references = [.level(floor, name: "pixel-entropy floor")]
        }
        let bound = metric(
            "Negative ELBO", key: "negative_elbo", unit: lower, digits: 1, \.negativeELBO)
        var mse = metric(
            "Squared error", key: "mse", unit: "per pixel, lower is better", digits: 4, \.mse)
        if view.results.hasPCA {
            mse.references = [
                .curve(pca.map { .init(Double($0.latentSize), $0.mse) }, name: "PCA")
            ]
        }
        mse.includes = [0]
        var ssim = metric(
            "Structural similarity", key: "ssim", unit: "SSIM, higher is better", digits: 3, \.ssim)
        if view.results.hasPCA {
            ssim.references = [
                .curve(pca.map { .init(Double($0.latentSize), $0.ssim) }, name: "PCA")
            ]
        }
        ssim.includes = [1]
        let kl = metric(
            "Kullback–Leibler divergence", key: "kl", unit: "nats per image", digits: 1, \.kl)
        return [reconstruction, bound, mse, ssim, kl, activeUnits]
    }

    private var activeUnits: Metric {
        let sizes = view.sizes.map { Double($0.latentSize) }
        return Metric(
            name: "Active units", key: "active_units", unit: "dimensions", digits: 0,
            value: { Double($0.activeUnits) },
            points: view.sizes.map { size in
                .init(
                    x: Double(size.latentSize), spread: size.spread { Double($0.activeUnits) },
                    interval: nil)
            },
            references: [.curve(sizes.map { .init($0, $0) }, name: "all")], marks: .whole,
            includes: [0])
    }
}

extension QualityBySize {
    var caption: String {
        var text =
            "Six metrics against the latent size, on a logarithmic axis. Numbers are means over "
            + "test images, n = \(NumberText.integer(view.testImages)); vertical lines are ± 1.96 "
            + "standard errors, often hidden by the points. "
        if view.hasSeveralSeeds {
            text +=
                "Rings are the n = \(view.seeds) seeds of each size, the line joins their means; the "
                + "intervals are over images, not over seeds. "
        } else {
            text +=
                "One training per latent size (n = 1), so training luck is not in the intervals. "
        }
        text +=
            "The dotted level is the cross-entropy of each image with itself, which no "
            + "reconstruction can go below; "
            + (view.results.hasPCA
                ? "dashed lines are principal components analysis (PCA) with as many components, "
                    + "and the number of units if all were active."
                : "the dashed line is the number of units if all were active.")
        if let size = verdict.latentSize {
            text += " The upright line marks the size that the verdict names, \(size)."
        }
        return text
    }

    var altText: String {
        guard let low = view.sizes.first, let high = view.sizes.last else {
            return "Chart of quality by latent size without data."
        }
        func pair(_ value: (RunEvaluation) -> Double, digits: Int) -> String {
            let from = NumberText.fixed(low.spread(value).mean, digits: digits)
            let to = NumberText.fixed(high.spread(value).mean, digits: digits)
            return low.latentSize == high.latentSize ? from : "\(from) to \(to)"
        }
        let range =
            low.latentSize == high.latentSize
            ? "At latent size \(low.latentSize)"
            : "From latent size \(low.latentSize) to \(high.latentSize)"
        var text =
            "Six line charts. \(range): reconstruction "
            + "\(pair(\.reconstruction.mean, digits: 1)) nats per image, negative ELBO "
            + "\(pair(\.negativeELBO.mean, digits: 1)), squared error "
            + "\(pair(\.mse.mean, digits: 4)), structural similarity "
            + "\(pair(\.ssim.mean, digits: 3)), Kullback–Leibler divergence "
            + "\(pair(\.kl.mean, digits: 1)), active units "
            + "\(pair({ Double($0.activeUnits) }, digits: view.hasSeveralSeeds ? 1 : 0))."
        if view.results.hasPCA {
            let beaten = view.sizes.filter { size in
                view.results.baseline.pca.contains {
                    $0.latentSize == size.latentSize && $0.mse > size.spread(\.mse.mean).mean
                }
            }
            text +=
                " The squared error is below that of principal components analysis at "
                + (beaten.count == view.sizes.count
                    ? "every size." : "\(beaten.count) of \(view.sizes.count) sizes.")
        }
        if let size = verdict.latentSize { text += " Latent size \(size) is marked." }
        return text
    }

    var table: DataTable {
        var rows: [[DataTable.Cell]] = []
        for metric in metrics {
            func number(_ value: Double) -> DataTable.Cell {
                .number(value, digits: metric.digits)
            }
            let name = DataTable.Cell.text(metric.name)
            for (point, size) in zip(metric.points, view.sizes) {
                let latentSize = DataTable.Cell.integer(size.latentSize)
                rows.append([
                    name, .text(view.hasSeveralSeeds ? "VAE, mean" : "VAE"), latentSize,
                    number(point.spread.mean),
                    point.interval.map { number($0.lowerBound) } ?? .empty,
                    point.interval.map { number($0.upperBound) } ?? .empty,
                ])
                guard size.runs.count > 1 else { continue }
                for run in size.runs {
                    rows.append([
                        name, .text("VAE, seed \(run.record.task.seed)"), latentSize,
                        number(metric.value(run.evaluation)), .empty, .empty,
                    ])
                }
            }
            for reference in metric.references {
                switch reference {
                case .level(let value, let label):
                    rows.append([name, .text(label), .empty, number(value), .empty, .empty])
                case .curve(let points, let label):
                    for point in points {
                        rows.append([
                            name, .text(label), .integer(Int(point.x)), number(point.y), .empty,
                            .empty,
                        ])
                    }
                }
            }
        }
        return DataTable(
            columns: [
                .init("Metric", key: "metric"), .init("Series", key: "series"),
                .init("Latent size", key: "latent_size"), .init("Value", key: "value"),
                .init("95 % from", key: "low"), .init("95 % to", key: "high"),
            ], rows: rows)
    }
}
