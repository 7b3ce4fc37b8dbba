import Testing

@testable import Evaluation

/// How often a verdict is wrong, in studies with a known truth.
@Suite struct VerdictErrorTests {
    /// Sizes that do not qualify, by so little that the bounds have nothing to spare.
    struct Trap: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let study: PlantedVerdict
        /// Naming any of these is an error.
        let wrong: [Int]
        /// An error rate below this would betray bounds that are wider than they need be.
        var least = 0.0
    }

    static let traps: [Trap] = [1, 3].flatMap { seeds in
        [
            Trap(
                testDescription: "one size at the margin, seeds: \(seeds)",
                study: PlantedVerdict(scores: [1, 0], seeds: seeds), wrong: [2], least: 0.025),
            Trap(
                testDescription: "falling curve, four sizes at the margin, seeds: \(seeds)",
                study: PlantedVerdict(
                    scores: [1, 1, 1, 1, 0], seeds: seeds,
                    ownSpread: [Double](repeating: seeds == 1 ? 0.3 : 0.05, count: 5)),
                wrong: [2, 4, 6, 8], least: 0.02),
            Trap(
                testDescription: "unequal noise, best size in the middle, seeds: \(seeds)",
                study: PlantedVerdict(
                    scores: [1, 1, 0, 1, 1], seeds: seeds, ownSpread: [0.6, 0.1, 0.4, 0.2, 1]),
                wrong: [2, 4, 8, 10]),
            Trap(
                testDescription: "equal scores, a gate at 0 for each, seeds: \(seeds)",
                study: PlantedVerdict(
                    scores: [0, 0, 0, 0],
                    slack: [.coverage: [0, 0, 9, 9], .squaredError: [9, 9, 0, 0]], seeds: seeds,
                    sharedSpread: 0.05, ownSpread: [0.2, 0.2, 0.2, 0.2]),
                wrong: [2, 4, 6, 8]),
            Trap(
                testDescription: "margins and gates, the best size in the middle, seeds: \(seeds)",
                study: PlantedVerdict(
                    scores: [1, 1, 0.1, 0, 1],
                    slack: [.sampleDistance: [9, 9, 0, 0, 9]], seeds: seeds),
                wrong: [2, 4, 6, 8, 10]),
        ]
    }

    @Test(arguments: traps)
    func hardlyEverNamesASizeThatDoesNotQualify(_ trap: Trap) {
        let outcomes = trap.study.outcomes()
        let rate = outcomes.rate(of: trap.wrong)
        #expect(rate <= outcomes.allowance)
        #expect(rate >= trap.least)
    }

    /// Size 4 qualifies by the least there is; the others fail clearly.
    @Test(arguments: [1, 3])
    func hardlyEverSaysThatNoneQualifiesWhereOneDoes(_ seeds: Int) {
        let slack: [VerdictEvidence.Gate: [Double]] = [
            .coverage: [9, 9, -30, 9], .squaredError: [9, 9, -30, 9],
        ]
        let atMargin = PlantedVerdict(scores: [30, 1, 0, 30], slack: slack, seeds: seeds)
            .outcomes()
        #expect(atMargin.noneRate <= atMargin.allowance)
        var atGates = PlantedVerdict(scores: [30, 0, 0, 30], slack: slack, seeds: seeds)
        atGates.slack[.coverage]?[1] = 0
        atGates.slack[.squaredError]?[1] = 0
        let both = atGates.outcomes()
        #expect(both.noneRate <= both.allowance)
    }

    @Test(arguments: [1, 3])
    func namesTheRightSizeWhereNoiseIsSmall(_ seeds: Int) {
        let falling = PlantedVerdict(
            scores: [20, 6, 0.2, 0.1, 0], slack: [.coverage: [9, 9, 9, 9, 9]], seeds: seeds,
            seedSpread: 0.1, sharedSpread: 0.3, ownSpread: [0.1, 0.1, 0.1, 0.1, 0.1])
        #expect(falling.outcomes(studies: 300).rate(of: [6]) >= 0.98)
        // Larger sizes generate worse; the best fails a gate.
        var bent = falling
        bent.scores = [20, 0, 0.2, 6, 20]
        bent.slack = [.coverage: [9, -9, 9, 9, 9]]
        #expect(bent.outcomes(studies: 300).rate(of: [6]) >= 0.98)
        // Not one passes both.
        bent.slack = [.coverage: [9, -9, -9, 9, 9]]
        #expect(bent.outcomes(studies: 300).noneRate >= 0.98)
    }

    @Test(arguments: [1, 3])
    func isInconclusiveWhereNoiseIsLarge(_ seeds: Int) {
        let study = PlantedVerdict(
            scores: [2, 1, 0, 0, 1], slack: [.coverage: [1, 1, 1, 1, 1]], seeds: seeds,
            seedSpread: 4, sharedSpread: 4, ownSpread: [4, 4, 4, 4, 4])
        #expect(study.outcomes(studies: 300).inconclusiveRate >= 0.95)
    }
}
