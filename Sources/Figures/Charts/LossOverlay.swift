import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// Figure `loss-overlay`: the validation loss of all latent sizes in one chart.
struct LossOverlay: ChartFigure {
    private let view: StudyView

    let id = "loss-overlay"
    let title = "Validation loss of all latent sizes"

    init(_ view: StudyView) { self.view = view }

    func chart(_ form: ChartForm) -> Chart {
        var marks: [Mark] = []
        for size in view.sizes where size.runs.count > 1 {
            marks.append(.band(.init(series(size).spans, Fill(size.ink, opacity: 0.18))))
        }
        for (index, size) in view.sizes.enumerated() {
            marks.append(
                .line(
                    .init(
                        series(size).points, Stroke(size.ink, width: 2),
                        label: index == 0
                            ? "latent size \(size.latentSize)" : "\(size.latentSize)")))
        }
        return Chart(
            rows: [
                [
                    Chart.Panel(
                        x: .epochs(view.sizes),
                        y: Axis("Validation negative ELBO", unit: "nats per image"), marks: marks)
                ]
            ], panelHeight: form == .wide ? 300 : 260, note: view.seedNote)
    }

    private func series(_ size: StudyView.Size) -> LossSeries {
        LossSeries(size, .negativeELBO, .validation)
    }
}

extension LossOverlay {
    var caption: String {
        "Negative ELBO on the validation images by epoch, one line for each latent size, named at "
            + "its end; lower is better. \(view.seedSentence)"
    }

    var altText: String {
        let ends = view.sizes.compactMap { size in
            series(size).entries.last.map { (size.latentSize, $0.spread.mean) }
        }
        guard let best = ends.min(by: { $0.1 < $1.1 }) else {
            return "Line chart of the validation loss without data."
        }
        let list = ListText.of(
            ends.map { "\(NumberText.fixed($0.1, digits: 1)) for latent size \($0.0)" })
        return "Line chart. Validation negative ELBO after the last epoch, in nats per image: "
            + "\(list). Latent size \(best.0) ends lowest."
    }

    var places: [Chart.Place?] {
        view.sizes.flatMap { series($0).points.map { Chart.Place($0) } }
    }

    var table: DataTable {
        let rows = view.sizes.flatMap { size in
            series(size).entries.map { entry -> [DataTable.Cell] in
                [
                    .integer(size.latentSize), .integer(entry.epoch),
                    .number(entry.spread.mean, digits: 2), .number(entry.spread.low, digits: 2),
                    .number(entry.spread.high, digits: 2),
                ]
            }
        }
        return DataTable(
            columns: [
                .init("Latent size", key: "latent_size"), .init("Epoch", key: "epoch"),
                .init("Validation negative ELBO (nats per image)", key: "mean_nats"),
                .init("Lowest seed", key: "low_nats"), .init("Highest seed", key: "high_nats"),
            ], rows: rows)
    }
}
