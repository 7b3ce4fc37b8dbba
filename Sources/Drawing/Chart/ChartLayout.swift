/// Where a chart's panels stand, in CSS pixels: the measuring half of planning.
struct ChartLayout {
    /// Distances between a panel's parts.
    enum Spacing {
        static let line = 18.0
        static let tick = 4.0
        static let tickGap = 8.0
        static let columns = 20.0
        static let rows = 20.0
        static let leader = 13.0
        /// Clear of the picture's edges.
        static let outer = 2.0
        static let edge = 8.0
    }

    /// A panel with its place.
    struct Placed {
        let panel: Chart.Panel
        let x: ResolvedAxis, y: ResolvedAxis
        /// The plotting area.
        let plot: Rectangle
        /// Left edge of the panel with its tick labels.
        let left: Double
        let showsXLabels: Bool
        let showsYLabels: Bool
        /// Baselines of the heading's lines and of the title.
        let headings: [Double]
        let titleBaseline: Double?
        /// Where the words of end labels begin.
        let labelX: Double

        /// Where a number of each axis is drawn; nil where one has no place.
        func point(_ x: Double, _ y: Double) -> Point? {
            guard let across = self.x.fraction(of: x), let up = self.y.fraction(of: y) else {
                return nil
            }
            return Point(plot.x + across * plot.width, plot.bottom - up * plot.height)
        }
    }

    /// The axis' name below panels.
    struct AxisName {
        let text: String
        let centre: Double
        let baseline: Double
    }

    private(set) var panels: [Placed] = []
    private(set) var names: [AxisName] = []
    private(set) var height = 0.0
    private(set) var noteBaseline: Double?
    let width: Double

    init(_ chart: Chart, width: Double, measure: some TextMeasure) {
        self.width = width
        let columns = chart.rows.map(\.count).max() ?? 0
        guard columns > 0 else { return }
        let yAxes = Self.resolveY(chart)
        let yLabels = Self.showsY(chart)
        let xLabels = Self.showsX(chart)

        // A column is as wide on each side as the widest labels in it.
        var leftMargin = [Double](repeating: 0, count: columns)
        var rightMargin = [Double](repeating: 0, count: columns)
        for (row, panels) in chart.rows.enumerated() {
            for (column, panel) in panels.enumerated() {
                if yLabels[row][column] {
                    let widest = yAxes[row][column].ticks.map {
                        measure.size(of: $0.label, style: .label).width
                    }.max()
                    leftMargin[column] = max(
                        leftMargin[column], (widest ?? 0) + Spacing.tickGap)
                }
                let labels = panel.endLabels.map {
                    measure.size(of: $0, style: .label).width
                }
                if let widest = labels.max() {
                    rightMargin[column] = max(rightMargin[column], widest + Spacing.leader)
                }
            }
        }
        if rightMargin[columns - 1] < Spacing.edge { rightMargin[columns - 1] = Spacing.edge }
        let margins = leftMargin.reduce(0, +) + rightMargin.reduce(0, +)
        let gaps = Spacing.columns * Double(columns - 1)
        let inner = width - 2 * Spacing.outer
        let plotWidth = max((inner - margins - gaps) / Double(columns), 20)
        var lefts: [Double] = []
        var x = Spacing.outer
        for column in 0..<columns {
            lefts.append(x)
            x += leftMargin[column] + plotWidth + rightMargin[column] + Spacing.columns
        }
        let xAxes = Self.resolveX(chart, plotWidth: plotWidth, measure: measure)

        var y = 2.0
        for (row, panels) in chart.rows.enumerated() {
            let isHeaded = !Self.continues(chart, row: row)
            let headingLines =
                isHeaded
                ? Self.headingLines(
                    panels, shown: yLabels[row], measure: measure, columnWidth: plotWidth,
                    rowWidth: inner, margins: leftMargin) : 0
            let hasTitle = panels.contains { $0.title != nil }
            let headings = (0..<headingLines).map { y + Spacing.line * Double($0) + 13 }
            y += Spacing.line * Double(headingLines)
            let titleBaseline = hasTitle ? y + 13 : nil
            y += hasTitle ? Spacing.line : 0
            y += 8
            let plotTop = y
            y += chart.panelHeight
            for (column, panel) in panels.enumerated() {
                let plot = Rectangle(
                    x: lefts[column] + leftMargin[column], y: plotTop, width: plotWidth,
                    height: chart.panelHeight)
                self.panels.append(
                    Placed(
                        panel: panel, x: xAxes[row][column], y: yAxes[row][column], plot: plot,
                        left: lefts[column], showsXLabels: xLabels[row][column],
                        showsYLabels: yLabels[row][column],
                        headings: yLabels[row][column] ? headings : [],
                        titleBaseline: panel.title == nil ? nil : titleBaseline,
                        labelX: plot.right + Spacing.leader))
            }
            if xLabels[row].contains(true) {
                y += Spacing.line + 2
                if row == chart.rows.count - 1 || !Self.sharesNames(chart, row, row + 1) {
                    y += placeNames(row: panels, shown: xLabels[row], baseline: y + 14)
                }
            }
            y += row < chart.rows.count - 1 ? Spacing.rows : 6
        }
        if let note = chart.note {
            // Beside the axis' name where both fit, else on a line of its own.
            let edge = names.map {
                $0.centre + measure.size(of: $0.text, style: .label).width / 2
            }.max()
            let start = width - Spacing.outer - measure.size(of: note, style: .label).width
            if let name = names.last, (edge ?? 0) + 24 < start {
                noteBaseline = name.baseline
            } else {
                noteBaseline = y + 12
                y += Spacing.line
            }
        }
        height = y.rounded(.up)
    }

    /// Names the x axes of a row once if they are all the same, and returns the height used.
    private mutating func placeNames(
        row: [Chart.Panel], shown: [Bool], baseline: Double
    ) -> Double {
        let placed = Array(panels.suffix(row.count))
        let titles = Set(row.map { $0.x.title })
        if titles.count == 1, !shown.contains(false), let first = placed.first,
            let last = placed.last, let title = titles.first
        {
            names.append(
                AxisName(
                    text: title, centre: (first.plot.x + last.plot.right) / 2,
                    baseline: baseline))
        } else {
            for (panel, isShown) in zip(placed, shown) where isShown {
                names.append(
                    AxisName(
                        text: panel.panel.x.title,
                        centre: panel.plot.x + panel.plot.width / 2, baseline: baseline))
            }
        }
        return Spacing.line
    }
}

extension ChartLayout {
    /// One line, or two where name and unit do not fit in it side by side.
    private static func headingLines(
        _ panels: [Chart.Panel], shown: [Bool], measure: some TextMeasure, columnWidth: Double,
        rowWidth: Double, margins: [Double]
    ) -> Int {
        let count = shown.count { $0 }
        let widths = panels.indices.filter { shown[$0] }.map { column -> Double in
            let y = panels[column].y
            let words = [(y.name, TextStyle.heading), (y.unit.map { "  \($0)" } ?? "", .label)]
            let needed = words.map { measure.size(of: $0.0, style: $0.1).width }.reduce(0, +)
            return needed - (count == 1 ? rowWidth : columnWidth + margins[column])
        }
        return widths.contains { $0 > 0 } ? 2 : 1
    }

    /// Whether a row goes on with the y axis of the row above, so that its heading is said already.
    private static func continues(_ chart: Chart, row: Int) -> Bool {
        guard row > 0, let group = chart.rows[row].first?.y.group else { return false }
        return (chart.rows[row] + chart.rows[row - 1]).allSatisfy { $0.y.group == group }
    }

    /// Whether all panels of two rows have x axes of one name.
    private static func sharesNames(_ chart: Chart, _ row: Int, _ next: Int) -> Bool {
        Set((chart.rows[row] + chart.rows[next]).map(\.x.title)).count == 1
    }

    /// Each panel's y axis, shared within its group.
    private static func resolveY(_ chart: Chart) -> [[ResolvedAxis]] {
        var groups: [Int: [Double]] = [:]
        for panel in chart.rows.joined() {
            guard let group = panel.y.group else { continue }
            groups[group, default: []] += panel.marks.flatMap(\.extent.y)
        }
        let target = max(3, Int(chart.panelHeight / 38))
        return chart.rows.map { row in
            row.map { panel in
                let own = panel.marks.flatMap(\.extent.y)
                let values = panel.y.group.flatMap { groups[$0] } ?? own
                return ResolvedAxis(panel.y, values: values, target: target)
            }
        }
    }

    private static func resolveX(
        _ chart: Chart, plotWidth: Double, measure: some TextMeasure
    ) -> [[ResolvedAxis]] {
        var groups: [Int: [Double]] = [:]
        for panel in chart.rows.joined() {
            guard let group = panel.x.group else { continue }
            groups[group, default: []] += panel.marks.flatMap(\.extent.x)
        }
        let target = min(max(2, Int(plotWidth / 55)), 8)
        return chart.rows.map { row in
            row.map { panel in
                let own = panel.marks.flatMap(\.extent.x)
                let values = panel.x.group.flatMap { groups[$0] } ?? own
                return ResolvedAxis(panel.x, values: values, target: target)
            }
        }
    }

    /// Tick labels of y stand at the first panel of each run of panels that share the axis.
    private static func showsY(_ chart: Chart) -> [[Bool]] {
        chart.rows.map { row in
            row.indices.map { column in
                guard column > 0, let group = row[column].y.group else { return true }
                return row[column - 1].y.group != group
            }
        }
    }

    /// Tick labels of x stand below the last of the panels above each other that share the axis.
    private static func showsX(_ chart: Chart) -> [[Bool]] {
        chart.rows.indices.map { row in
            chart.rows[row].indices.map { column in
                guard let group = chart.rows[row][column].x.group,
                    let below = chart.rows[(row + 1)...].first(where: { $0.count > column })
                else { return true }
                return below[column].x.group != group
            }
        }
    }
}

extension Axis {
    /// `Epoch`, `KL (nats per image)`.
    var title: String { unit.map { "\(name) (\($0))" } ?? name }
}

extension Chart.Panel {
    /// Words that stand in the margin right of the plot.
    var endLabels: [String] {
        guard hasData else { return [] }
        return marks.compactMap { mark in
            switch mark {
            case .line(let line): return line.label
            case .rule(let rule):
                if case .sum = rule.course { return rule.label }
                return nil
            default: return nil
            }
        }
    }
}
