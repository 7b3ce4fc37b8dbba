import Testing

@testable import Evaluation

@Suite struct SecondOpinionsTests {
    private func sizes(_ figures: [(Int, Double, Double, Double)]) -> [SecondOpinions.Size] {
        figures.map {
            SecondOpinions.Size(
                latentSize: $0.0, activeUnits: $0.1, divergence: $0.2, reconstruction: $0.3)
        }
    }

    /// The reference run of the default model: KL, reconstruction and active units.
    private var reference: [SecondOpinions.Size] {
        sizes([
            (2, 2, 6.15, 141.92), (4, 4, 10.31, 112.70), (8, 8, 16.74, 87.92),
            (16, 16, 21.30, 78.04), (32, 16, 21.29, 79.25),
        ])
    }

    private func verdict(_ scores: [Double], error: Double = 0.1) -> Verdict {
        VerdictAnalysis(VerdictTests.evidence(scores.map { [$0] }, error: error), draws: 1000)
            .verdict(share: 0.1)
    }

    @Test func tellWhichAgree() {
        let verdict = verdict([20, 10, 5, 1, 1.05])
        #expect(verdict.outcome == .size(16))
        let opinions = SecondOpinions(verdict, sizes: reference, otherEndpoint: .size(8))
        #expect(opinions.otherEndpoint == .size(8))
        #expect(opinions.oneStandardError == 16)
        #expect(opinions.saturation == 16)
        #expect(opinions.front.lowestSum == 16)
        // kneed: KneeLocator([2, 4, 8, 16, 32], [20, 10, 5, 1, 1.05], curve="convex",
        // direction="decreasing").knee
        #expect(opinions.elbow == 8)
        #expect(opinions.agreement == [.oneStandardError, .saturation, .lowestNegativeELBO])
    }

    @Test func nothingAgreesWithAnOpenVerdict() {
        let open = verdict([3, 2, 1, 1, 1], error: 5)
        #expect(open.outcome == .inconclusive)
        let opinions = SecondOpinions(open, sizes: reference, otherEndpoint: .inconclusive)
        #expect(opinions.agreement.isEmpty)
    }

    @Test func oneStandardErrorIsTheBestSizes() {
        let error = (49.0 / 50).squareRoot()
        #expect(
            SecondOpinions.oneStandardError(verdict([5, 1 + error - 0.01, 1], error: 1).rows) == 4)
        #expect(
            SecondOpinions.oneStandardError(verdict([5, 1 + error + 0.01, 1], error: 1).rows) == 8)
    }

    @Test func saturationNeedsUnusedUnits() {
        #expect(SecondOpinions.saturation(Array(reference.prefix(4))) == nil)
        #expect(SecondOpinions.saturation([]) == nil)
        // 18.1 units are within 5 % of 19; 16 are not.
        let fine = sizes([(16, 16, 0, 0), (24, 18.1, 0, 0), (32, 19, 0, 0)])
        #expect(SecondOpinions.saturation(fine) == 24)
    }

    @Test func frontLeavesOutWhatIsBeaten() {
        let front = RateDistortionFront(
            sizes([(2, 2, 6, 140), (4, 4, 12, 110), (8, 8, 13, 112), (16, 9, 20, 105)]))
        #expect(front.latentSizes == [2, 4, 16])
        #expect(front.lowestSum == 4)
        // Size 32 has the lower rate, size 16 the lower distortion and sum.
        #expect(RateDistortionFront(reference).latentSizes == [2, 4, 8, 16, 32])
        #expect(RateDistortionFront(reference).lowestSum == 16)
        let equal = RateDistortionFront(sizes([(2, 2, 5, 5), (4, 2, 5, 5)]))
        #expect(equal.latentSizes == [2, 4] && equal.lowestSum == 2)
        #expect(RateDistortionFront([]).lowestSum == nil)
    }
}
