import Compute
import Drawing
import Foundation
import Testing

@testable import Figures

@Suite struct LatentScatterTests {
    /// Along (1, 1, 0) with variance 9 and along the third axis with variance 1.
    @Test func projectionsArePrincipalComponents() throws {
        let step = Float(3 / 2.0.squareRoot())
        let codes = Tensor(
            shape: [4, 3],
            values: [5 + step, step, 2, 5 - step, -step, 2, 5, 0, 3, 5, 0, 1])
        let projection = try LatentProjection(codes)
        let shares = try #require(projection.shares)
        #expect(abs(shares.x - 0.9) < 1e-6 && abs(shares.y - 0.1) < 1e-6)
        let places = projection.places
        #expect(abs(abs(places[0].x) - 3) < 1e-6 && abs(places[0].x + places[1].x) < 1e-6)
        #expect(abs(abs(places[2].y) - 1) < 1e-6 && abs(places[2].y + places[3].y) < 1e-6)
        #expect(abs(places[0].y) < 1e-6 && abs(places[2].x) < 1e-6)
    }

    @Test func codesOfTwoDimensionsStayAsTheyAre() throws {
        let projection = try LatentProjection(
            Tensor(shape: [2, 2], values: [1, -2, 0.5, 4]))
        #expect(projection.shares == nil)
        #expect(projection.places.map(\.x) == [1, 0.5] && projection.places.map(\.y) == [-2, 4])
    }

    @Test func everyPointIsInTheTable() throws {
        let results = try SyntheticStudy.results(latentSizes: [1, 2, 8])
        let images = source(count: 60)
        let figure = try #require(try LatentScatter(StudyView(results), images))
        let panels = figure.chart(.wide).rows.flatMap { $0 }
        // A line has no plane.
        #expect(panels.count == 2)
        #expect(panels[0].title == "size 2: z1 and z2")
        #expect(panels[1].title?.hasPrefix("size 8: 2-D PCA, 100 % + 0 %") == true)
        #expect(panels[0].x.name == "z1 or PC 1")
        var drawn = Set<[Double]>()
        for (size, panel) in zip([2.0, 8], panels) {
            for case .dots(let dots) in panel.marks {
                #expect(dots.label != nil)
                for place in dots.places {
                    drawn.insert([size, place.x, place.y].map { ($0 * 1000).rounded() / 1000 })
                }
            }
            #expect(panel.marks.count == 10)
        }
        let told = figure.table.rows.map { row in
            row.compactMap { cell -> Double? in
                switch cell {
                case .number(let value, _): value
                case .integer(let value): Double(value)
                default: nil
                }
            }
        }
        #expect(told.count == 2 * 60)
        #expect(Set(told.map { [$0[0], $0[2], $0[3]] }) == drawn)
        #expect(figure.caption.contains("60 test images") && figure.caption.contains("2-D PCA"))
        #expect(figure.altText.contains("in 10 classes"))
    }

    @Test func withoutLabelsThereIsOneInk() throws {
        let results = try SyntheticStudy.results(latentSizes: [2])
        let figure = try #require(
            try LatentScatter(StudyView(results), source(classes: nil)))
        let marks = figure.chart(.narrow).rows.flatMap { $0 }.flatMap(\.marks)
        guard marks.count == 1, case .dots(let dots) = marks[0] else {
            Issue.record("not one cloud")
            return
        }
        #expect(dots.label == nil && dots.places.count == 20)
        #expect(!figure.caption.contains("Colours") && !figure.caption.contains("PCA"))
        let line = try SyntheticStudy.results(latentSizes: [1])
        #expect(try LatentScatter(StudyView(line), source()) == nil)
    }
}
