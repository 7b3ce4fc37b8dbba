import Testing

@testable import Drawing

@Suite struct LabelPlacementTests {
    @Test func labelsWithRoomStay() {
        #expect(LabelPlacement.spread([10, 50, 30], gap: 15, within: 0...100) == [10, 50, 30])
    }

    /// Equal places open around their middle: the least sum of squares.
    @Test func labelsAtOnePlaceOpenEvenly() {
        #expect(LabelPlacement.spread([50, 50, 50], gap: 10, within: 0...100) == [40, 50, 60])
    }

    @Test func labelsStayInside() {
        #expect(LabelPlacement.spread([99, 99], gap: 10, within: 0...100) == [90, 100])
        #expect(LabelPlacement.spread([1, 0], gap: 10, within: 0...100) == [10, 0])
    }

    @Test func labelsWithoutRoomShareIt() {
        #expect(LabelPlacement.spread([1, 2, 3], gap: 10, within: 0...10) == [0, 5, 10])
        #expect(LabelPlacement.spread([], gap: 10, within: 0...10) == [])
    }

    /// The optimum of the same problem by `scipy.optimize.minimize` (SLSQP).
    @Test func movesAreTheLeast() {
        let moved = LabelPlacement.spread(
            [20, 24, 60, 61, 63, 90], gap: 12, within: 0...200)
        let expected = [16.0, 28, 49.333333, 61.333333, 73.333333, 90]
        for (move, place) in zip(moved, expected) { #expect(abs(move - place) < 1e-5) }
    }
}
