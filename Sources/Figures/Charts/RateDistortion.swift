import Diagnostics
import Drawing
import Evaluation
import Models
import Studies

/// Figure `rate-distortion`: reconstruction against KL, one point a latent size.
struct RateDistortion: ChartFigure {
    private let view: StudyView

    let id = "rate-distortion"
    let title = "Rate and distortion"

    init(_ view: StudyView) { self.view = view }

    private func place(_ size: StudyView.Size) -> Mark.Datum {
        .init(size.spread(\.kl.mean).mean, size.spread(\.reconstruction.mean).mean)
    }

    func chart(_ form: ChartForm) -> Chart {
        let places = view.sizes.map(place)
        var marks: [Mark] = sums(places).map { sum in
            .rule(
                .init(
                    .sum(sum), Stroke(.muted, dash: [2, 3], opacity: 0.75),
                    label: NumberText.fixed(sum, digits: 0)))
        }
        marks.append(.line(.init(places, Stroke(.muted, width: 1, opacity: 0.7))))
        for (index, size) in view.sizes.enumerated() {
            let seeds = size.runs.map {
                Mark.Datum($0.evaluation.kl.mean, $0.evaluation.reconstruction.mean)
            }
            marks.append(
                .points(.init(seeds, size.ink, radius: 4.5, isHollow: seeds.count > 1)))
            let label = index == 0 ? "latent size \(size.latentSize)" : "\(size.latentSize)"
            marks.append(.points(.init([places[index]], size.ink, radius: 0, labels: [label])))
        }
        return Chart(
            rows: [
                [
                    Chart.Panel(
                        x: Axis("Rate: KL divergence", unit: "nats per image"),
                        y: Axis("Distortion: reconstruction", unit: "nats per image"),
                        marks: marks)
                ]
            ], panelHeight: form == .wide ? 320 : 280,
            // On a phone the caption alone says what is dotted.
            note: (form == .wide ? "dotted: equal negative ELBO · " : "") + view.seedNote)
    }

    /// Round values of the negative ELBO across the points.
    private func sums(_ places: [Mark.Datum]) -> [Double] {
        let totals = places.map { $0.x + $0.y }.filter(\.isFinite)
        guard let low = totals.min(), let high = totals.max() else { return [] }
        return RoundNumbers.across(low...max(high, low + 1), about: 5)
    }
}

extension RateDistortion {
    var caption: String {
        "Reconstruction against KL divergence, means over "
            + "\(NumberText.integer(view.testImages)) test images, one point for each latent size, "
            + "joined in rising order. Further right, the latents carry more; further down, the "
            + "images come back better. Along a dotted line the sum of both, the negative ELBO, "
            + "is the number at its right end. "
            + (view.hasSeveralSeeds
                ? "Rings are the n = \(view.seeds) seeds of each size, the line joins their means."
                : "n = 1 training per size.")
    }

    var altText: String {
        let parts = view.sizes.map { size -> String in
            let place = place(size)
            return "latent size \(size.latentSize) at \(NumberText.fixed(place.x, digits: 1)) and "
                + NumberText.fixed(place.y, digits: 1)
        }
        return "Scatter chart of KL divergence and reconstruction, both in nats per image: "
            + ListText.of(parts) + "."
    }

    var places: [Chart.Place?] { points.map { Chart.Place($0.place) } }

    /// What is drawn: the mean over several seeds, and each of them.
    private var points: [(latentSize: Int, seed: String, place: Mark.Datum)] {
        view.sizes.flatMap { size in
            let seeds = size.runs.map {
                (
                    size.latentSize, "\($0.record.task.seed)",
                    Mark.Datum($0.evaluation.kl.mean, $0.evaluation.reconstruction.mean)
                )
            }
            return (seeds.count > 1 ? [(size.latentSize, "mean", place(size))] : []) + seeds
        }
    }

    var table: DataTable {
        let rows = points.map { latentSize, seed, place -> [DataTable.Cell] in
            [
                .integer(latentSize), .text(seed), .number(place.x, digits: 2),
                .number(place.y, digits: 2), .number(place.x + place.y, digits: 2),
            ]
        }
        return DataTable(
            columns: [
                .init("Latent size", key: "latent_size"), .init("Seed", key: "seed"),
                .init("KL (nats per image)", key: "kl_nats"),
                .init("Reconstruction (nats per image)", key: "reconstruction_nats"),
                .init("Negative ELBO (nats per image)", key: "negative_elbo_nats"),
            ], rows: rows)
    }
}
