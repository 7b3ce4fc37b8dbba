import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// Figure `loss-overlay`: the validation loss of all latent sizes in one chart, or its parts in one
/// each.
struct LossOverlay: ChartFigure {
    private let view: StudyView
    /// A panel each.
    private let parts: [LossPart]

    let id = "loss-overlay"
    let title = "Validation loss of all latent sizes"

    /// Heeds `metrics`; throws `FigureError.option`.
    init(_ view: StudyView, _ options: FigureOptions = FigureOptions()) throws {
        self.view = view
        parts = try LossPart.chosen(options) ?? [.negativeELBO]
    }

    func chart(_ form: ChartForm) -> Chart {
        let height = form == .wide ? 300.0 : 260
        return Chart(
            rows: parts.map { [panel($0)] }, panelHeight: parts.count == 1 ? height : height / 2,
            note: view.seedNote)
    }

    private func panel(_ part: LossPart) -> Chart.Panel {
        var marks: [Mark] = []
        for size in view.sizes where size.runs.count > 1 {
            marks.append(.band(.init(series(size, part).spans, Fill(size.ink, opacity: 0.18))))
        }
        for (index, size) in view.sizes.enumerated() {
            marks.append(
                .line(
                    .init(
                        series(size, part).points, Stroke(size.ink, width: 2),
                        label: index == 0
                            ? "latent size \(size.latentSize)" : "\(size.latentSize)")))
        }
        return Chart.Panel(
            x: .epochs(view.sizes, group: 0),
            y: Axis("Validation \(part.words)", unit: "nats per image"), marks: marks,
            key: part.name)
    }

    private func series(_ size: StudyView.Size, _ part: LossPart) -> LossSeries {
        LossSeries(size, part, .validation)
    }
}

extension LossOverlay {
    var caption: String {
        let names = ListText.of(parts.enumerated().map { $0 == 0 ? $1.name : $1.words })
        // Less divergence is not better in itself.
        let better = parts.contains(.kl) ? "." : "; lower is better."
        return "\(names) on the validation images by epoch, one line for each latent size, named "
            + "at its end\(better) \(view.seedSentence)"
    }

    var altText: String {
        let ends = view.sizes.compactMap { size in
            series(size, parts[0]).entries.last.map { (size.latentSize, $0.spread.mean) }
        }
        guard let best = ends.min(by: { $0.1 < $1.1 }) else {
            return "Line chart of the validation loss without data."
        }
        let list = ListText.of(
            ends.map { "\(NumberText.fixed($0.1, digits: 1)) for latent size \($0.0)" })
        return
            "\(CountText.of(parts.count, "line chart")). Validation \(parts[0].words) after the last epoch, in nats per image: "
            + "\(list). Latent size \(best.0) ends lowest."
    }

    var places: [Chart.Place?] {
        parts.flatMap { part in
            view.sizes.flatMap { size in
                series(size, part).points.map { Chart.Place($0, panel: part.name) }
            }
        }
    }

    var table: DataTable {
        let rows = parts.flatMap { part in
            view.sizes.flatMap { size in
                series(size, part).entries.map { entry -> [DataTable.Cell] in
                    let seeds = [entry.spread.low, entry.spread.high].map {
                        DataTable.Cell.number($0, digits: 2)
                    }
                    return [
                        .text(part.name), .integer(size.latentSize), .integer(entry.epoch),
                        .number(entry.spread.mean, digits: 2),
                    ] + (view.hasSeveralSeeds ? seeds : [])
                }
            }
        }
        let seeds: [DataTable.Column] = [
            .init("Lowest seed", key: "low_nats"), .init("Highest seed", key: "high_nats"),
        ]
        return DataTable(
            columns: [
                .init("Part", key: "part"), .init("Latent size", key: "latent_size"),
                .init("Epoch", key: "epoch"),
                .init("Validation mean (nats per image)", key: "mean_nats"),
            ] + (view.hasSeveralSeeds ? seeds : []), rows: rows)
    }
}
