import Testing

@testable import Drawing

@Suite struct ChartPlacesTests {
    private let chart = Chart(
        rows: [
            [panel("left", [.init(1, 10), .init(3, 30)])],
            [panel("right", [.init(0, -5), .init(2, 5)])],
        ], panelHeight: 100)

    private static func panel(_ key: String, _ points: [Mark.Datum]) -> Chart.Panel {
        Chart.Panel(
            x: Axis("Time"), y: Axis("Height"), marks: [.line(.init(points, Stroke(.text)))],
            key: key)
    }

    @Test func positionsAreWhereMarksAre() {
        let places = [
            Chart.Place(.init(3, 30), panel: "left"), nil,
            Chart.Place(.init(0, -5), panel: "right"),
            Chart.Place(.init(0, -5), panel: "middle"), Chart.Place(.init(.nan, 1), panel: "left"),
        ]
        let measure = TypewriterMeasure()
        let lines = chart.plan(width: 300, measure: measure).commands.compactMap { command in
            if case .polyline(let points, Stroke(.text)) = command { points } else { nil }
        }
        #expect(lines.count == 2)
        #expect(
            chart.positions(of: places, width: 300, measure: measure)
                == [lines[0][1], nil, lines[1][0], nil, nil])
    }

    @Test func noPlacesAreNoPositions() {
        #expect(chart.positions(of: [], width: 300, measure: TypewriterMeasure()).isEmpty)
    }
}
