import Foundation
import Testing

@testable import Evaluation

@Suite struct ElbowPointTests {
    struct Curve: Decodable {
        let x: [Double]
        let y: [Double]
        let elbow: Double?
    }

    /// `Fixtures/make_elbows.py` makes the curves.
    @Test func isKneeds() throws {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        let data = try Data(contentsOf: folder.appendingPathComponent("elbows.json"))
        let curves = try JSONDecoder().decode([Curve].self, from: data)
        #expect(curves.count > 30 && curves.contains { $0.elbow == nil })
        for curve in curves {
            #expect(ElbowPoint.index(x: curve.x, y: curve.y).map { curve.x[$0] } == curve.elbow)
        }
    }

    @Test func isNoneWhereThereIsNoCurve() {
        #expect(ElbowPoint.index(x: [], y: []) == nil)
        #expect(ElbowPoint.index(x: [2], y: [5]) == nil)
        #expect(ElbowPoint.index(x: [2, 4, 8], y: [5, 5, 5]) == nil)
        #expect(ElbowPoint.index(x: [2, 4, 8], y: [9, .nan, 5]) == nil)
    }
}
