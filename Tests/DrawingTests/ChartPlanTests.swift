import Foundation
import Testing

@testable import Drawing

/// Text of fixed metrics: plans that are compared must not depend on a font's version.
struct TypewriterMeasure: TextMeasure {
    func size(of text: String, style: TextStyle) -> TextSize {
        TextSize(width: Double(text.count) * 7, ascent: 12, descent: 4)
    }
}

@Suite struct ChartPlanTests {
    @Test(arguments: SampleCharts.all.keys.sorted())
    func planIsAsApproved(name: String) throws {
        let chart = try #require(SampleCharts.all[name])
        let picture = chart.plan(width: 480, measure: TypewriterMeasure())
        try Snapshot.check(picture.recording, name: name)
    }

    @Test func groupedPanelsShareTheirAxis() throws {
        let low = SampleCharts.panel([(1, 2), (2, 3)], group: 1)
        let high = SampleCharts.panel([(1, 50), (2, 90)], group: 1)
        let picture = Chart(rows: [[low, high]], panelHeight: 100).plan(
            width: 400, measure: TypewriterMeasure())
        let lines = picture.commands.compactMap { command -> [Point]? in
            guard case .polyline(let points, let stroke) = command, stroke.ink == .text else {
                return nil
            }
            return points
        }
        #expect(lines.count == 2)
        // 2 and 3 are near the bottom of the axis that reaches to 90.
        #expect(lines[0].allSatisfy { $0.y > lines[1][0].y })
        let labels = picture.commands.filter {
            if case .text("50", _, .end, _, _) = $0 { true } else { false }
        }
        #expect(labels.count == 1, "the tick labels stand once")
    }

    @Test func emptySeriesSayNoData() {
        let nothing = SampleCharts.panel([])
        let lost = SampleCharts.panel([(.nan, 1), (2, .infinity)])
        for panel in [nothing, lost] {
            let picture = Chart(rows: [[panel]], panelHeight: 80).plan(
                width: 300, measure: TypewriterMeasure())
            #expect(
                picture.commands.contains {
                    if case .text("no data", _, .middle, _, _) = $0 { true } else { false }
                })
        }
        let empty = Chart(rows: [], panelHeight: 80)
        #expect(empty.plan(width: 300, measure: TypewriterMeasure()).commands.isEmpty)
    }

    @Test func everythingStaysInsideThePicture() throws {
        for (name, chart) in SampleCharts.all {
            for width in [240.0, 480, 720] {
                let picture = chart.plan(width: width, measure: TypewriterMeasure())
                for case .text(let words, let at, let anchor, _, _) in picture.commands {
                    let length = Double(words.count) * 7
                    let start =
                        anchor == .start
                        ? at.x
                        : anchor == .middle
                            ? at.x - length / 2
                            : at.x - length
                    #expect(start >= -0.5, "\(name) at \(width): \(words)")
                    #expect(at.y <= picture.height && at.y > 0, "\(name) at \(width): \(words)")
                }
            }
        }
    }

    @Test func tickLabelsDoNotOverlap() {
        let panel = Chart.Panel(
            x: Axis("x", marks: .at((1...60).map(Double.init))), y: Axis("y"),
            marks: [.line(.init((1...60).map { .init(Double($0), 1) }, Stroke(.text)))])
        let picture = Chart(rows: [[panel]], panelHeight: 60).plan(
            width: 300, measure: TypewriterMeasure())
        var spans: [(Double, Double)] = []
        for case .text(let words, let at, .middle, _, .muted) in picture.commands
        where Int(words) != nil {
            let half = Double(words.count) * 3.5
            spans.append((at.x - half, at.x + half))
        }
        spans.sort { $0.0 < $1.0 }
        #expect(spans.count > 5 && spans.count < 40)
        for (left, right) in zip(spans, spans.dropFirst()) { #expect(left.1 < right.0) }
    }
}
