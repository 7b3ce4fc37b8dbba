import Drawing
import Evaluation
import Testing

@testable import Figures

/// Text of fixed metrics.
private struct TypewriterMeasure: TextMeasure {
    func size(of text: String, style: TextStyle) -> TextSize {
        TextSize(width: Double(text.count) * 7, ascent: 12, descent: 4)
    }
}

@Suite struct ChartPlaceTests {
    private func figures(_ results: StudyResults) throws -> [any ChartFigure] {
        let view = try StudyView(results)
        let generation = try GenerationBySize(view)
        return [
            try QualityBySize(view, verdict: StudyVerdict(results)), try LossCurves(view),
            try LossOverlay(view), KLPerDimension(view), RateDistortion(view),
            try #require(generation),
        ]
    }

    /// Every row of every chart's table has a place at which something is drawn.
    @Test(arguments: [
        (sizes: [2, 4, 8], seeds: [UInt64(1)]),
        (sizes: [2, 4, 8, 12, 16, 24, 32], seeds: [1, 2, 3]),
    ])
    func rowsAreWhereTheyAreDrawn(study: (sizes: [Int], seeds: [UInt64])) throws {
        let results = try SyntheticStudy.results(
            latentSizes: study.sizes, seeds: study.seeds, epochs: 4)
        for figure in try figures(results) {
            #expect(figure.places.count == figure.table.rows.count, "\(figure.id)")
            for form in ChartForm.allCases {
                let chart = figure.chart(form)
                let keys = chart.rows.joined().map(\.key)
                #expect(Set(keys).count == keys.count, "\(figure.id)")
                let picture = chart.plan(width: form.width, measure: TypewriterMeasure())
                let drawn = picture.commands.flatMap(points)
                let positions = chart.positions(
                    of: figure.places, width: form.width, measure: TypewriterMeasure())
                #expect(positions.count == figure.table.rows.count)
                for (row, position) in zip(figure.table.rows, positions) {
                    if isLeftOut(row, of: figure) {
                        #expect(position == nil, "\(figure.id): \(row)")
                        continue
                    }
                    let position = try #require(position, "\(figure.id): \(row)")
                    #expect((0...picture.width).contains(position.x), "\(figure.id): \(row)")
                    #expect((0...picture.height).contains(position.y), "\(figure.id): \(row)")
                    #expect(
                        drawn.contains {
                            abs($0.x - position.x) < 0.01 && abs($0.y - position.y) < 0.01
                        }, "\(figure.id): \(row)")
                }
            }
        }
    }

    /// The training losses of the first of several epochs, which are told in the table alone.
    private func isLeftOut(_ row: [DataTable.Cell], of figure: any ChartFigure) -> Bool {
        figure.id == "loss-curves" && row[2] == .text("training") && row[3] == .integer(1)
    }

    /// The numbers of a row are those of its place.
    @Test func placesAreOfTheirRows() throws {
        let results = try SyntheticStudy.results(seeds: [1, 2])
        for figure in try figures(results) {
            for (row, place) in zip(figure.table.rows, figure.places) {
                let numbers = row.compactMap { cell -> Double? in
                    switch cell {
                    case .number(let value, _): value
                    case .integer(let value): Double(value)
                    default: nil
                    }
                }
                if isLeftOut(row, of: figure) { continue }
                let place = try #require(place)
                #expect(numbers.contains(place.datum.y), "\(figure.id): \(row)")
                let words =
                    row.compactMap { if case .text(let words) = $0 { words } else { nil } }
                    + numbers.map { "\(Int($0))" }
                #expect(
                    place.panel.isEmpty || words.contains { place.panel.contains($0) },
                    "\(figure.id): \(row)")
            }
        }
    }

    @Test func bothFormsAreHandedOn() throws {
        let results = try SyntheticStudy.results()
        let figure = try RateDistortion(StudyView(results)).rendered()
        #expect(figure.positions.count == figure.table.rows.count)
        #expect(figure.narrow?.positions.count == figure.table.rows.count)
        #expect(figure.narrow?.positions != figure.positions)
    }

    /// The points at which a command puts ink for data.
    private func points(_ command: DrawingCommand) -> [Point] {
        switch command {
        case .disc(let centre, _, _), .ring(let centre, _, _): [centre]
        case .polyline(let points, _): points
        case .rectangle(let area, _), .frame(let area, _):
            // A bar is at the middle of its end.
            [Point(area.x + area.width / 2, area.y)]
        default: []
        }
    }
}
