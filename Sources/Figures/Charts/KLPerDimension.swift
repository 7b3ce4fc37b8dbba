import Drawing
import Evaluation
import Models
import Studies

/// Figure `kl-per-dimension`: what each latent dimension carries, sorted, for each latent size.
struct KLPerDimension: ChartFigure {
    private let view: StudyView

    let id = "kl-per-dimension"
    let title = "KL divergence of each latent dimension"

    init(_ view: StudyView) { self.view = view }

    func chart(_ form: ChartForm) -> Chart {
        let most = form == .wide ? 4 : 2
        let panels = view.sizes.map { size -> Chart.Panel in
            let ranked = size.rankedDimensions.enumerated()
            func places(isActive: Bool) -> [Mark.Datum] {
                ranked.filter { $0.element.isActive == isActive }
                    .map { .init(Double($0.offset + 1), $0.element.kl) }
            }
            let count = size.latentSize
            let active = ranked.count { $0.element.isActive }
            return Chart.Panel(
                title: "size \(count): \(active) active", titleInk: size.ink,
                x: Axis(
                    "Dimensions by falling KL", marks: .at(ticks(count)),
                    extent: .exactly(0.4...Double(max(count, 8)) + 0.6)),
                y: Axis("KL divergence", unit: "nats per image", includes: [0], group: 0),
                marks: [
                    .bars(.init(places(isActive: true), size.ink)),
                    .bars(.init(places(isActive: false), size.ink, isHollow: true)),
                ], key: "\(count)")
        }
        return Chart(
            panels: panels, columns: min(max(panels.count, 1), most),
            panelHeight: form == .wide ? 130 : 110, note: view.shownSeedNote)
    }

    private func ticks(_ count: Int) -> [Double] {
        let middle = count >= 8 ? [count / 2] : []
        return Array(Set([1] + middle + [count])).sorted().map(Double.init)
    }
}

extension KLPerDimension {
    var caption: String {
        "Kullback–Leibler divergence of each latent dimension's posterior from the prior, mean "
            + "over \(NumberText.integer(view.testImages)) test images, sorted. Filled bars are active units, whose posterior mean varies by more than "
            + "\(NumberText.fixed(ActiveUnits.threshold, digits: 2)) over the test images; "
            + "outlines are inactive ones. \(view.shownSeedSentence)"
    }

    var altText: String {
        let parts = view.sizes.map { size -> String in
            let bars = size.rankedDimensions
            let active = bars.count(where: \.isActive)
            let top = bars.first.map { NumberText.fixed($0.kl, digits: 2) } ?? "none"
            let low = bars.last.map { NumberText.fixed($0.kl, digits: 2) } ?? "none"
            return "Latent size \(size.latentSize): \(active) of \(bars.count) dimensions active, "
                + "\(top) down to \(low)"
        }
        return "Bar charts of the KL divergence of each dimension in nats per image. "
            + parts.joined(separator: ". ") + "."
    }

    var places: [Chart.Place?] {
        view.sizes.flatMap { size in
            size.rankedDimensions.enumerated().map { rank, bar in
                Chart.Place(.init(Double(rank + 1), bar.kl), panel: "\(size.latentSize)")
            }
        }
    }

    var table: DataTable {
        let rows = view.sizes.flatMap { size in
            size.rankedDimensions.enumerated().map { rank, bar -> [DataTable.Cell] in
                [
                    .integer(size.latentSize), .integer(rank + 1), .integer(bar.number),
                    .number(bar.kl, digits: 3), .number(bar.variance, digits: 3),
                    .text(bar.isActive ? "yes" : "no"),
                ]
            }
        }
        return DataTable(
            columns: [
                .init("Latent size", key: "latent_size"), .init("Rank", key: "rank"),
                .init("Dimension", key: "dimension"),
                .init("KL (nats per image)", key: "kl_nats"),
                .init("Variance of the posterior mean", key: "posterior_mean_variance"),
                .init("Active", key: "active"),
            ], rows: rows)
    }
}
