/// The marks of one panel as drawing commands.
struct PanelMarks {
    let placed: ChartLayout.Placed
    let measure: any TextMeasure
    var out: [DrawingCommand] = []
    private var endLabels: [EndLabel] = []
    private var taken: [Rectangle] = []

    private struct EndLabel {
        let text: String
        let end: Point
        let stroke: Stroke
        let ink: Ink
    }

    init(_ placed: ChartLayout.Placed, measure: any TextMeasure) {
        self.placed = placed
        self.measure = measure
    }

    mutating func commands() -> [DrawingCommand] {
        for mark in placed.panel.marks { draw(mark) }
        // After all marks, so that no label is placed over a mark that comes later.
        for mark in placed.panel.marks {
            if case .line(let line) = mark { avoid(line) }
        }
        for mark in placed.panel.marks {
            if case .points(let points) = mark { label(points) }
        }
        nameClouds()
        drawEndLabels()
        return out
    }

    func point(_ x: Double, _ y: Double) -> Point? {
        placed.point(x, y)
    }

    private mutating func draw(_ mark: Mark) {
        switch mark {
        case .line(let line): draw(line)
        case .band(let band): draw(band)
        case .points(let points): draw(points)
        case .dots(let dots): draw(dots)
        case .intervals(let spans, let stroke):
            for span in spans {
                guard let low = point(span.x, span.low), let high = point(span.x, span.high) else {
                    continue
                }
                out.append(.polyline([low, high], stroke))
            }
        case .bars(let bars): draw(bars)
        case .rule(let rule): draw(rule)
        case .text(let words):
            guard let place = point(words.place.x, words.place.y) else { return }
            out.append(
                .text(
                    words.text, at: place, anchor: words.anchor, style: .label, ink: words.ink))
        }
    }

    private mutating func draw(_ line: Mark.Line) {
        var run: [Point] = []
        var last: Point?
        for datum in line.points {
            if let place = point(datum.x, datum.y) {
                run.append(place)
                last = place
            } else {
                finish(&run, line.stroke)
            }
        }
        finish(&run, line.stroke)
        if let label = line.label, let last {
            endLabels.append(
                EndLabel(text: label, end: last, stroke: line.stroke, ink: .text))
        }
    }

    /// A run of one point is a dot, of a dashed line a ring: a line of one epoch is still seen.
    private mutating func finish(_ run: inout [Point], _ stroke: Stroke) {
        if run.count == 1, !stroke.dash.isEmpty {
            out.append(
                .ring(
                    centre: run[0], radius: 3,
                    Stroke(stroke.ink, width: stroke.width, opacity: stroke.opacity)))
        } else if run.count == 1 {
            out.append(
                .disc(
                    centre: run[0], radius: max(stroke.width, 2),
                    Fill(stroke.ink, opacity: stroke.opacity)))
        } else if run.count > 1 {
            out.append(.polyline(run, stroke))
        }
        run = []
    }

    private mutating func draw(_ band: Mark.Band) {
        let edges = band.spans.compactMap { span -> (low: Point, high: Point)? in
            guard let low = point(span.x, span.low), let high = point(span.x, span.high) else {
                return nil
            }
            return (low, high)
        }
        guard edges.count > 1 else { return }
        out.append(.polygon(edges.map(\.low) + edges.reversed().map(\.high), band.fill))
    }

    private mutating func draw(_ points: Mark.Points) {
        for datum in points.places {
            guard let place = point(datum.x, datum.y) else { continue }
            let radius = points.radius
            guard radius > 0 else { continue }
            if points.isHollow {
                out.append(.disc(centre: place, radius: radius, Fill(.ground)))
                out.append(.ring(centre: place, radius: radius, Stroke(points.ink, width: 1.5)))
            } else {
                out.append(.disc(centre: place, radius: radius, Fill(points.ink)))
            }
            taken.append(
                Rectangle(
                    x: place.x - radius, y: place.y - radius, width: 2 * radius,
                    height: 2 * radius))
        }
    }

    private mutating func draw(_ bars: Mark.Bars) {
        for bar in bars.places {
            guard let left = point(bar.x - bars.width / 2, 0),
                let end = point(bar.x + bars.width / 2, bar.y)
            else { continue }
            let area = Rectangle(
                x: left.x, y: min(left.y, end.y), width: end.x - left.x,
                height: abs(end.y - left.y))
            if bars.isHollow {
                let inner = Rectangle(
                    x: area.x + 0.5, y: area.y, width: max(area.width - 1, 0.5),
                    height: area.height)
                out.append(.frame(inner, Stroke(bars.ink, width: 1)))
            } else {
                out.append(.rectangle(area, Fill(bars.ink)))
            }
        }
    }

    private mutating func draw(_ rule: Mark.Rule) {
        let plot = placed.plot
        switch rule.course {
        case .horizontal(let value):
            guard let fraction = placed.y.fraction(of: value) else { return }
            let y = plot.bottom - fraction * plot.height
            out.append(.polyline([Point(plot.x, y), Point(plot.right, y)], rule.stroke))
            if let label = rule.label {
                set(label, at: Point(plot.x + 4, y - 5), .start, .muted)
            }
        case .vertical(let value):
            guard let fraction = placed.x.fraction(of: value), (0...1).contains(fraction) else {
                return
            }
            let x = plot.x + fraction * plot.width
            out.append(.polyline([Point(x, plot.y), Point(x, plot.bottom)], rule.stroke))
            if let label = rule.label {
                let width = measure.size(of: label, style: .label).width
                let fits = x + 6 + width <= plot.right
                set(
                    label, at: Point(fits ? x + 6 : x - 6, plot.y + 9), fits ? .start : .end,
                    rule.stroke.ink)
            }
        case .sum(let sum): drawSum(sum, rule)
        }
    }

    private mutating func drawSum(_ sum: Double, _ rule: Mark.Rule) {
        let (x, y) = (placed.x, placed.y)
        // The line x + y = sum, from its highest to its lowest place inside the plot.
        let from = max(x.low, sum - y.high)
        let to = min(x.high, sum - y.low)
        guard to > from, let start = point(from, sum - from), let end = point(to, sum - to) else {
            return
        }
        out.append(.polyline([start, end], rule.stroke))
        if let label = rule.label, to == x.high {
            endLabels.append(
                EndLabel(text: label, end: end, stroke: rule.stroke, ink: .muted))
        }
    }

    private mutating func set(_ words: String, at place: Point, _ anchor: TextAnchor, _ ink: Ink) {
        let width = measure.size(of: words, style: .label).width
        let box = Rectangle(
            x: anchor == .start ? place.x : place.x - width, y: place.y - 11, width: width,
            height: 14)
        // Keeps the lines of the grid out of the words.
        out.append(.rectangle(box, Fill(.ground, opacity: 0.85)))
        out.append(.text(words, at: place, anchor: anchor, style: .label, ink: ink))
        taken.append(box)
    }

    /// Keeps words off a line: small boxes along it.
    private mutating func avoid(_ line: Mark.Line) {
        let places = line.points.compactMap { point($0.x, $0.y) }
        for (from, to) in zip(places, places.dropFirst()) {
            let steps = max(1, min(200, Int(max(abs(to.x - from.x), abs(to.y - from.y)) / 4)))
            for step in 0...steps {
                let part = Double(step) / Double(steps)
                taken.append(
                    Rectangle(
                        x: from.x + (to.x - from.x) * part - 1,
                        y: from.y + (to.y - from.y) * part - 1, width: 2, height: 2))
            }
        }
    }

    /// Words beside points: right of them, else left, above or below, where nothing is yet.
    private mutating func label(_ points: Mark.Points) {
        for (datum, words) in zip(points.places, points.labels) {
            guard let place = point(datum.x, datum.y) else { continue }
            let width = measure.size(of: words, style: .label).width
            // Near the point first, further out where that is taken.
            let corners = [0.0, 6, 12].flatMap { further -> [Point] in
                let away = max(points.radius, 4) + 5 + further
                return [
                    Point(place.x + away, place.y - 7),
                    Point(place.x + away * 0.7, place.y - 18 - further),
                    Point(place.x - width / 2, place.y - away - 14),
                    Point(place.x + away * 0.7, place.y + 4 + further),
                    Point(place.x - away - width, place.y - 7),
                    Point(place.x - width / 2, place.y + away),
                ]
            }
            let boxes = corners.map { Rectangle(x: $0.x, y: $0.y, width: width, height: 14) }
            let free = boxes.first { box in
                box.right <= placed.plot.right + ChartLayout.Spacing.edge
                    && box.x >= placed.plot.x && box.y >= placed.plot.y - 12
                    && box.bottom <= placed.plot.bottom
                    && !taken.contains(where: box.intersects)
            }
            let box = free ?? boxes[0]
            taken.append(box)
            out.append(
                .text(
                    words, at: Point(box.x, box.y + 11.5), anchor: .start, style: .label,
                    ink: .text))
        }
    }

    private mutating func drawEndLabels() {
        let plot = placed.plot
        let wanted = endLabels.map(\.end.y)
        let spread = LabelPlacement.spread(
            wanted, gap: 15, within: plot.y - 2...plot.bottom + 8)
        for (label, y) in zip(endLabels, spread) {
            let start = Point(max(label.end.x, plot.right) + 3, label.end.y)
            if abs(y - label.end.y) > 3 {
                // The label was moved: a leader shows where it belongs.
                out.append(
                    .polyline(
                        [start, Point(placed.labelX - 3, y)],
                        Stroke(
                            label.stroke.ink, width: min(label.stroke.width, 1.5),
                            dash: label.stroke.dash.map { $0 / 2 })))
            }
            out.append(
                .text(
                    label.text, at: Point(placed.labelX, y + 4.6), anchor: .start, style: .label,
                    ink: label.ink))
        }
    }
}
