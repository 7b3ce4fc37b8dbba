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

    @Test func aRatioOfLinesHasAJackknifesError() throws {
        let parts: [(value: Double, replicates: [Double])] = [
            (4.05, [4.1, 3.9, 4.0, 4.2]), (0.2, [0.2, 0.25, 0.15, 0.2]),
            (10.1, [10, 10.4, 9.8, 10.2]),
        ]
        let position = { (parts: [Double]) in (parts[0] - parts[1]) / (parts[2] - parts[1]) }
        let ratio = ComparedMetric.combined(parts, position)
        let found = try #require(ratio)
        #expect(abs(found.estimate.mean - 0.3888888889) < 1e-9)
        #expect(abs(found.estimate.standardError - 0.0295527338) < 1e-9)
        let replicates = try #require(found.replicates)
        let expected = [0.3979591837, 0.3596059113, 0.3989637306, 0.4]
        #expect(replicates.count == 4)
        #expect(zip(replicates, expected).allSatisfy { abs($0 - $1) < 1e-9 })
        // Groups that are not the same, one group, and what divides by nothing, give no number.
        let uneven = [parts[0], parts[1], (value: 10.1, replicates: [10, 10.4, 9.8])]
        let single = parts.map { (value: $0.value, replicates: [$0.value]) }
        for wrong in [uneven, single, [parts[0], parts[1], parts[1]]] {
            let none = ComparedMetric.combined(wrong, position)
            #expect(none?.estimate == nil)
        }
    }
}
