import Diagnostics
import Drawing
import Evaluation
import Figures

extension ComparisonText {
    /// Every metric by latent size, with differences where there is one to tell.
    var metricsTable: ReportTable {
        let heads = studies.heads
        return ReportTable(
            title: "The metrics of both by latent size",
            caption: AnswerText.bound(metricsCaption),
            heads: [
                .init("Metric", isText: true), .init("Latent size"), .init(heads.a),
                .init(heads.b), .init("B − A"),
            ],
            rows: comparison.metrics.flatMap { compared in
                compared.rows.map { row(compared, $0) }
            }, data: data)
    }

    private func row(
        _ compared: MetricComparison, _ row: MetricComparison.Row
    ) -> ReportTable.Row {
        let metric = compared.metric
        func cell(_ interval: Interval?) -> ReportTable.Cell {
            guard let interval else { return .init("–") }
            return .init(
                NumberText.fixed(interval.mean, digits: metric.digits),
                detail: metric.hasInterval
                    ? NumberText.plusMinus(interval.halfWidth, digits: metric.digits) : nil)
        }
        var difference = cell(row.difference?.interval)
        if let interval = row.difference?.interval {
            difference.standing =
                interval.includesZero
                ? .init(glyph: "≈", word: "not told apart", kind: "passes")
                : .init(
                    glyph: interval.mean > 0 ? "▲" : "▼",
                    word: interval.mean > 0 ? "higher in B" : "lower in B", kind: "")
        } else if compared.obstacle != nil {
            difference.detail = "not compared"
        }
        return .init(
            head: .init(metric.name, detail: metric.unit), mark: nil,
            cells: [.init(NumberText.integer(row.latentSize))]
                + row.values.list.map { cell($0?.interval) } + [difference])
    }

    private var metricsCaption: String {
        let pairs = comparison.metrics.filter {
            $0.rows.contains { $0.difference?.isPaired == true }
        }
        let others = comparison.metrics.filter { metric in
            metric.rows.contains { $0.difference?.isPaired == false }
        }
        var sentences = [
            "± is half a 95 % interval over test images, and over seeds where there are several."
        ]
        if !pairs.isEmpty {
            sentences.append(
                "Both studies measured the same test images, so differences of"
                    + " \(Self.list(pairs)) are paired: their intervals come from a jackknife over"
                    + " groups of images.")
        }
        sentences += unpaired(others)
        let counts = studies.map(\.results.plan.seeds.count)
        // Two trainings that differ by their seed alone are different models.
        sentences.append(
            counts.list.contains(1)
                ? "With one training of a size (n = 1) an interval is of that very model, and another"
                    + " training might reverse the difference: of models that would do equally well on"
                    + " endlessly many images, about one interval in twenty excludes 0."
                : "Each interval stands for itself: where nothing differs, about one in twenty"
                    + " excludes 0.")
        return sentences.joined(separator: " ")
    }

    /// Why differences of these metrics are not over pairs, a sentence each.
    private func unpaired(_ metrics: [MetricComparison]) -> [String] {
        guard !metrics.isEmpty else { return [] }
        guard studies.shareTestImages else {
            return [
                "The test images are different ones, so the errors of both are added in squares."
            ]
        }
        guard studies.shareGroups else {
            return [
                "The labels of the test images differ, and with them the groups to pair by, so the"
                    + " errors of both are added in squares."
            ]
        }
        func isOfOtherImages(_ comparison: MetricComparison) -> Bool {
            comparison.metric.isOfSamples && !studies.shareReference
        }
        let apart = metrics.filter(isOfOtherImages)
        let rest = metrics.filter { !isOfOtherImages($0) }
        var sentences: [String] = []
        if !apart.isEmpty {
            sentences.append(
                "For \(Self.list(apart)) \(studies.referenceWords), so the errors of both are added"
                    + " in squares.")
        }
        if !rest.isEmpty {
            sentences.append(
                "For \(Self.list(rest)) the records keep no groups to pair by; the errors of"
                    + " both are added in squares as if the images were others, which is too wide"
                    + " as long as images that are hard for one are hard for the other.")
        }
        return sentences
    }

    private static func list(_ metrics: [MetricComparison]) -> String {
        ListText.of(
            metrics.map { comparison in
                let name = comparison.metric.name
                let isProper = ["Fréchet", "KL"].contains(where: name.hasPrefix)
                return isProper ? name : name.prefix(1).lowercased() + name.dropFirst()
            })
    }

    private var data: DataTable {
        DataTable(
            columns: [
                .init("Metric", key: "metric"), .init("Latent size", key: "latent_size"),
                .init("A", key: "a"), .init("A, half the 95 % interval", key: "a_half_width"),
                .init("B", key: "b"), .init("B, half the 95 % interval", key: "b_half_width"),
                .init("B − A", key: "difference"),
                .init("B − A, half the 95 % interval", key: "difference_half_width"),
                .init("Paired by images", key: "paired"),
                .init("Why no difference is told", key: "obstacle"),
            ],
            rows: comparison.lines.map { line in
                let digits = comparison.metrics.first { $0.metric.key == line.metric }?.metric
                    .digits
                func pair(_ number: ComparisonLine.Number?) -> [DataTable.Cell] {
                    [number?.value, number?.halfWidth].map { value in
                        value.map { .number($0, digits: digits ?? 2) } ?? .empty
                    }
                }
                return [.text(line.metric), .integer(line.latentSize)] + pair(line.a) + pair(line.b)
                    + pair(line.difference) + [
                        line.isPaired.map { .text($0 ? "yes" : "no") } ?? .empty,
                        line.obstacle.map { .text($0) } ?? .empty,
                    ]
            })
    }
}
