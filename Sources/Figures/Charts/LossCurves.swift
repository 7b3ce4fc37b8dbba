import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// Figure `loss-curves`: a row for each part of the loss, a column for each latent size.
struct LossCurves: ChartFigure {
    private let view: StudyView
    /// A row each.
    private let parts: [LossPart]

    let id = "loss-curves"
    let title = "Loss by epoch"

    /// Heeds `metrics`; throws `FigureError.option`.
    init(_ view: StudyView, _ options: FigureOptions = FigureOptions()) throws {
        self.view = view
        parts = try LossPart.chosen(options) ?? LossPart.allCases
    }

    func chart(_ form: ChartForm) -> Chart {
        let columns =
            form == .wide ? min(max(view.sizes.count, 1), 7) : min(max(view.sizes.count, 1), 4)
        var rows: [[Chart.Panel]] = []
        for (group, part) in parts.enumerated() {
            for start in stride(from: 0, to: view.sizes.count, by: columns) {
                let end = min(start + columns, view.sizes.count)
                // The words at the lines' ends hold for every row: once is enough.
                let labelled = start == 0 && group == 0 && form == .wide ? end - 1 : nil
                rows.append(
                    (start..<end).map { index in
                        panel(
                            view.sizes[index], part, group: group, isLabelled: index == labelled,
                            isTitled: view.sizes.count > columns || group == 0,
                            hint: form == .wide ? "" : ", dashed: training")
                    })
            }
        }
        let isCrowded = columns > 5
        return Chart(
            rows: rows, panelHeight: isCrowded || form == .narrow ? 96 : 112, note: view.seedNote)
    }

    private func panel(
        _ size: StudyView.Size, _ part: LossPart, group: Int, isLabelled: Bool, isTitled: Bool,
        hint: String
    ) -> Chart.Panel {
        var marks: [Mark] = []
        for split in LossSplit.allCases {
            let series = drawn(size, part, split)
            if size.runs.count > 1 {
                marks.append(.band(.init(series.spans, Fill(size.ink, opacity: 0.18))))
            }
            let stroke =
                split == .training
                ? Stroke(size.ink, width: 1.5, dash: [4, 3]) : Stroke(size.ink, width: 2)
            marks.append(
                .line(.init(series.points, stroke, label: isLabelled ? split.rawValue : nil)))
        }
        marks.append(.points(.init(best(size, part), size.ink, radius: 4)))
        return Chart.Panel(
            title: isTitled ? title(size, isWide: hint.isEmpty) : nil,
            titleInk: isTitled ? size.ink : nil,
            x: .epochs(view.sizes, group: 0, most: 3),
            y: Axis(part.name, unit: "nats per image" + hint, group: group), marks: marks,
            key: key(size, part))
    }

    /// What is drawn of a curve. The mean over the first epoch, in which the weights changed most, is far
    /// above all others and would flatten them; of training losses it is left to the table.
    private func drawn(
        _ size: StudyView.Size, _ part: LossPart, _ split: LossSplit
    ) -> LossSeries {
        let series = LossSeries(size, part, split)
        return Self.isCut(series, split) ? series.withoutFirst : series
    }

    private static func isCut(_ series: LossSeries, _ split: LossSplit) -> Bool {
        split == .training && series.entries.count >= 3
    }

    private func title(_ size: StudyView.Size, isWide: Bool) -> String {
        let isFirst = size.latentSize == view.sizes.first?.latentSize
        return isFirst && view.sizes.count <= 5 && isWide
            ? "latent size \(size.latentSize)" : "\(size.latentSize)"
    }

    private func key(_ size: StudyView.Size, _ part: LossPart) -> String {
        "\(part.name) \(size.latentSize)"
    }

    /// The validation loss of each seed at its best epoch.
    private func best(_ size: StudyView.Size, _ part: LossPart) -> [Mark.Datum] {
        size.runs.compactMap { run in
            guard let best = LossSeries.bestEpoch(run),
                let record = run.epochs.first(where: { $0.epoch == best })
            else { return nil }
            return .init(Double(best), part.value(record.validation))
        }
    }
}

extension LossCurves {
    var caption: String {
        let rows =
            parts.count == 1
            ? "\(parts[0].name) by epoch, in nats per image: a column for each latent size ("
                + "\(view.sizeList)); the panels share their axis. "
            : "Parts of the loss by epoch, in nats per image: a column for each latent size ("
                + "\(view.sizeList)), a row for each part; panels of a row share their axis. "
        return rows + "Unbroken "
            + "lines are the validation images with the weights at the epoch's end, dashed lines "
            + "the running mean over the training images while the weights changed, of which the "
            + "first of three or more epochs is in the numbers alone. Discs mark the epoch whose weights were "
            + "kept. \(view.seedSentence)"
    }

    var altText: String {
        let told = parts.contains(.negativeELBO) ? LossPart.negativeELBO : parts[0]
        let sentences = view.sizes.map { size -> String in
            let entries = LossSeries(size, told, .validation).entries
            guard let first = entries.first, let last = entries.last else {
                return "Latent size \(size.latentSize): no epochs."
            }
            let end = NumberText.fixed(last.spread.mean, digits: 1)
            return entries.count == 1
                ? "Latent size \(size.latentSize): \(end) after its only epoch."
                : "Latent size \(size.latentSize): from "
                    + "\(NumberText.fixed(first.spread.mean, digits: 1)) to \(end) in "
                    + "\(last.epoch) epochs."
        }
        return "Small line charts of \(ListText.of(parts.map(\.words))) by epoch. Validation "
            + "\(told.words) in nats per image: "
            + sentences.joined(separator: " ")
    }

    var places: [Chart.Place?] {
        parts.flatMap { part in
            view.sizes.flatMap { size in
                LossSplit.allCases.flatMap { split in
                    let series = LossSeries(size, part, split)
                    return series.points.enumerated().map { place, point in
                        Self.isCut(series, split) && place == 0
                            ? nil : Chart.Place(point, panel: key(size, part))
                    }
                }
            }
        }
    }

    var table: DataTable {
        var rows: [[DataTable.Cell]] = []
        for part in parts {
            for size in view.sizes {
                let best = Set(size.runs.compactMap(LossSeries.bestEpoch))
                for split in LossSplit.allCases {
                    for entry in LossSeries(size, part, split).entries {
                        rows.append(
                            [
                                .text(part.name), .integer(size.latentSize),
                                .text(split.rawValue), .integer(entry.epoch),
                                .number(entry.spread.mean, digits: 2),
                            ] + band(entry, size) + [
                                split == .validation && best.contains(entry.epoch)
                                    ? .text("kept") : .empty
                            ])
                    }
                }
            }
        }
        return DataTable(
            columns: [
                .init("Part", key: "part"), .init("Latent size", key: "latent_size"),
                .init("Images", key: "images"), .init("Epoch", key: "epoch"),
                .init("Mean (nats per image)", key: "mean_nats"),
            ]
                + (view.hasSeveralSeeds
                    ? [
                        .init("Lowest seed", key: "low_nats"),
                        .init("Highest seed", key: "high_nats"),
                    ] : []) + [.init("Weights", key: "weights")], rows: rows)
    }

    private func band(_ entry: LossSeries.Entry, _ size: StudyView.Size) -> [DataTable.Cell] {
        guard view.hasSeveralSeeds else { return [] }
        return [.number(entry.spread.low, digits: 2), .number(entry.spread.high, digits: 2)]
    }
}
