import Drawing

extension SizeMetric {
    /// The metric drawn; `verdict` is the size to mark, with words in one panel of a chart.
    func panel(_ view: StudyView, verdict: Int?, isLabelled: Bool) -> Chart.Panel {
        var marks = references.flatMap { self.marks(of: $0, in: view) }
        if let verdict {
            marks.append(
                .rule(
                    .init(
                        .vertical(Double(verdict)), Stroke(.accent, width: 1.5, opacity: 0.8),
                        label: isLabelled ? "verdict: \(verdict)" : nil)))
        }
        // The main series last, so that it stands before the other.
        for series in series.reversed() { marks += self.marks(of: series, in: view) }
        return Chart.Panel(
            x: .latentSize(view.sizes.map(\.latentSize), group: 0),
            y: Axis(
                name, unit: unit, scale: isLogarithmic ? .logarithmic(base: 10) : .linear,
                marks: self.marks, includes: includes),
            marks: marks, key: name)
    }

    private func marks(of reference: Reference, in view: StudyView) -> [Mark] {
        let ends = Axis.latentSizeRange(view.sizes.map(\.latentSize))
        func level(_ value: Double, _ name: String, _ stroke: Stroke) -> Mark {
            .line(
                .init(
                    [.init(ends.lowerBound, value), .init(ends.upperBound, value)], stroke,
                    label: name))
        }
        switch reference {
        case .level(let value, let name):
            return [level(value, name, Stroke(.muted, width: 1.5, dash: [2, 3]))]
        case .curve(let points, let name):
            return [.line(.init(points, Stroke(.muted, width: 1.5, dash: [8, 3]), label: name))]
        case .margin(let low, let high, let name):
            let spans = [ends.lowerBound, ends.upperBound].map {
                Mark.Interval(x: $0, low: low, high: high)
            }
            return [
                .band(.init(spans, Fill(.accent, opacity: 0.16))),
                level(high, name, Stroke(.accent, width: 1, opacity: 0.8)),
            ]
        }
    }

    private func marks(of series: Series, in view: StudyView) -> [Mark] {
        let ink: Ink = series.isSecond ? .muted : .text
        let hasCompany = series.isSecond || self.series.count > 1 || !references.isEmpty
        var marks: [Mark] = [
            .line(
                .init(
                    series.points.map { .init($0.x, $0.mean) },
                    Stroke(ink, width: 1.5, dash: series.isSecond ? [4, 3] : []),
                    label: hasCompany ? series.name : nil))
        ]
        let bars = series.points.compactMap { point in
            point.interval.map {
                Mark.Interval(x: point.x, low: $0.lowerBound, high: $0.upperBound)
            }
        }
        if !bars.isEmpty { marks.append(.intervals(bars, Stroke(ink, width: 1.5))) }
        for (point, size) in zip(series.points, view.sizes) {
            // With one seed the disc is the mean; with more, rings are seeds and the line's corner
            // their mean.
            let places =
                point.seeds.isEmpty
                ? [Mark.Datum(point.x, point.mean)]
                : point.seeds.map { Mark.Datum(point.x, $0.value) }
            marks.append(
                .points(
                    .init(
                        places, series.isSecond ? .muted : size.ink,
                        radius: series.isSecond ? 2.5 : 4, isHollow: !point.seeds.isEmpty)))
        }
        return marks
    }
}
