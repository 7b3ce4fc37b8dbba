import Evaluation
import Testing

@testable import Documents

/// Differences of two studies; the numbers were computed with Python.
@Suite struct ComparedEstimateTests {
    private func estimate(
        _ means: [Double], error: Double, groups: GroupedSums? = nil
    ) -> ComparedEstimate {
        ComparedEstimate(
            means.map { (.init(mean: $0, standardError: error), groups?.replicates) })
    }

    private let a = GroupedSums(sums: [10, 12, 9, 11.5], counts: [2, 3, 2, 3])
    private let b = GroupedSums(sums: [8, 12.5, 7, 10], counts: [2, 3, 2, 3])

    @Test func sameImagesArePaired() {
        let found = estimate([3.75], error: 0.4, groups: b)
            .minus(estimate([4.25], error: 0.3, groups: a), sharesImages: true)
        #expect(found.isPaired)
        #expect(found.interval.mean == -0.5)
        // 3.1824 · √(3/4 · Σ (d₍g₎ − d̄)²) of the differences of means without group g.
        #expect(abs(found.interval.halfWidth - 0.9246656471) < 1e-9)
    }

    @Test func otherImagesAddTheirErrorsInSquares() {
        let one = estimate([3.75], error: 0.4, groups: b)
        let other = estimate([4.25], error: 0.3, groups: a)
        let found = one.minus(other, sharesImages: false)
        #expect(!found.isPaired)
        #expect(abs(found.interval.halfWidth - 0.98) < 1e-12)
        // Without groups there is nothing to pair by.
        let plain = estimate([3.75], error: 0.4).minus(other, sharesImages: true)
        #expect(!plain.isPaired && plain.interval == found.interval)
    }

    @Test func seedsWidenADifference() {
        let found = estimate([4], error: 0.4)
            .minus(estimate([5, 7], error: 0.3), sharesImages: false)
        #expect(found.interval.mean == -2)
        #expect(abs(found.interval.halfWidth - 12.743936536) < 1e-6)
        // The interval of one study alone is that of its own tables.
        let own = estimate([5, 7], error: 0.3)
        #expect(
            own.interval
                == Interval([
                    .init(mean: 5, standardError: 0.3), .init(mean: 7, standardError: 0.3),
                ]))
    }

    @Test func aRatioOfLinesHasAJackknifesError() {
        let (own, floor, linear) = (
            [4.1, 3.9, 4.0, 4.2], [0.2, 0.25, 0.15, 0.2], [10, 10.4, 9.8, 10.2]
        )
        let replicates = (0..<4).map { (own[$0] - floor[$0]) / (linear[$0] - floor[$0]) }
        #expect(abs(ComparedEstimate.jackknife(replicates) - 0.0295527338) < 1e-9)
    }
}
