/// Turns a chart into drawing commands.
struct ChartPlan {
    private let measure: any TextMeasure
    private let layout: ChartLayout
    private let note: String?
    private var commands: [DrawingCommand] = []

    /// Plans a chart for a width in CSS pixels; the height follows from the rows.
    init(_ chart: Chart, width: Double, measure: some TextMeasure) {
        self.measure = measure
        note = chart.note
        layout = ChartLayout(chart, width: width, measure: measure)
    }

    /// The finished plan.
    mutating func picture() -> Picture {
        commands = []
        for placed in layout.panels { draw(placed) }
        for name in layout.names {
            text(name.text, name.centre, name.baseline, .middle, ink: .muted)
        }
        if let note, let baseline = layout.noteBaseline {
            text(
                note, layout.width - ChartLayout.Spacing.outer, baseline, .end, ink: .muted)
        }
        return Picture(width: layout.width, height: max(layout.height, 1), commands: commands)
    }

    private mutating func draw(_ placed: ChartLayout.Placed) {
        drawHeading(placed)
        let panel = placed.panel
        guard panel.hasData else {
            baseline(placed)
            text(
                "no data", placed.plot.x + placed.plot.width / 2,
                placed.plot.y + placed.plot.height / 2, .middle, ink: .muted)
            return
        }
        drawGrid(placed)
        var marks = PanelMarks(placed, measure: measure)
        commands += marks.commands()
        drawXTicks(placed)
    }

    private mutating func drawHeading(_ placed: ChartLayout.Placed) {
        let y = placed.panel.y
        if let first = placed.headings.first {
            text(y.name, placed.left, first, .start, style: .heading, ink: .text)
            if let unit = y.unit {
                let isOneLine = placed.headings.count == 1
                let indent =
                    isOneLine ? measure.size(of: y.name + "  ", style: .heading).width : 0
                text(unit, placed.left + indent, placed.headings.last ?? first, .start, ink: .muted)
            }
        }
        guard let title = placed.panel.title, let baseline = placed.titleBaseline else { return }
        var x = placed.plot.x
        if let ink = placed.panel.titleInk {
            commands.append(
                .disc(centre: Point(x + 4.5, baseline - 4.5), radius: 4.5, Fill(ink)))
            x += 14
        }
        text(title, x, baseline, .start, style: .label, ink: .text)
    }

    private mutating func drawGrid(_ placed: ChartLayout.Placed) {
        let plot = placed.plot
        for tick in placed.y.ticks {
            guard let fraction = placed.y.fraction(of: tick.value) else { continue }
            let y = plot.bottom - fraction * plot.height
            if fraction > 1e-6 {
                commands.append(
                    .polyline([Point(plot.x, y), Point(plot.right, y)], Stroke(.grid)))
            }
            if placed.showsYLabels {
                text(
                    tick.label, plot.x - ChartLayout.Spacing.tickGap, y + 4.6, .end, ink: .muted)
            }
        }
        baseline(placed)
    }

    private mutating func baseline(_ placed: ChartLayout.Placed) {
        let plot = placed.plot
        commands.append(
            .polyline(
                [Point(plot.x, plot.bottom), Point(plot.right, plot.bottom)],
                Stroke(.muted, opacity: 0.7)))
    }

    private mutating func drawXTicks(_ placed: ChartLayout.Placed) {
        let plot = placed.plot
        let shown = placed.showsXLabels ? readable(placed) : []
        for tick in placed.x.ticks {
            guard let fraction = placed.x.fraction(of: tick.value) else { continue }
            let x = plot.x + fraction * plot.width
            commands.append(
                .polyline(
                    [
                        Point(x, plot.bottom), Point(x, plot.bottom + ChartLayout.Spacing.tick),
                    ], Stroke(.muted, opacity: 0.7)))
            if shown.contains(tick) {
                text(tick.label, x, plot.bottom + 18, .middle, ink: .muted)
            }
        }
    }

    /// The ticks whose labels keep clear of each other; the first and the last go before others.
    private func readable(_ placed: ChartLayout.Placed) -> [ResolvedAxis.Tick] {
        func span(_ tick: ResolvedAxis.Tick) -> (from: Double, to: Double)? {
            guard let fraction = placed.x.fraction(of: tick.value) else { return nil }
            let half = measure.size(of: tick.label, style: .label).width / 2
            let x = fraction * placed.plot.width
            return (x - half - 3, x + half + 3)
        }
        var kept: [(tick: ResolvedAxis.Tick, from: Double, to: Double)] = []
        let ticks = placed.x.ticks
        for tick in [ticks.last, ticks.first].compactMap({ $0 }) + ticks.dropFirst().dropLast() {
            guard let span = span(tick), !kept.contains(where: { $0.tick == tick }),
                kept.allSatisfy({ span.to <= $0.from || span.from >= $0.to })
            else { continue }
            kept.append((tick, span.from, span.to))
        }
        return kept.map(\.tick)
    }

    private mutating func text(
        _ words: String, _ x: Double, _ y: Double, _ anchor: TextAnchor,
        style: TextStyle = .label, ink: Ink
    ) {
        commands.append(.text(words, at: Point(x, y), anchor: anchor, style: style, ink: ink))
    }
}

extension Chart {
    /// Places everything for a width in CSS pixels; the height follows. A pure function of its
    /// arguments.
    public func plan(width: Double, measure: some TextMeasure) -> Picture {
        var plan = ChartPlan(self, width: width, measure: measure)
        return plan.picture()
    }
}
