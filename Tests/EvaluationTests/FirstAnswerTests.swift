import Testing

@testable import Evaluation

@Suite struct FirstAnswerTests {
    @Test func isTheSmallestSizeWithinFivePercent() {
        let answer = FirstAnswer(
            SyntheticStudy(scores: [2: [140], 4: [112], 8: [88], 16: [81.8], 32: [78]]).results)
        #expect(answer.latentSize == 16)
        #expect(answer.bestLatentSize == 32)
        #expect(answer.candidates.map(\.latentSize) == [2, 4, 8, 16, 32])
        #expect(answer.candidates.map(\.isWithinTolerance) == [false, false, false, true, true])
        #expect(isNear(answer.chosen?.excess ?? 0, 3.8 / 78, 1e-12))
        #expect(answer.rejected?.latentSize == 8)
    }

    @Test func largerSizesMayBeWorse() {
        let answer = FirstAnswer(SyntheticStudy(scores: [2: [100], 4: [80], 8: [90]]).results)
        #expect(answer.latentSize == 4)
        #expect(answer.bestLatentSize == 4)
        #expect(answer.chosen?.interval == nil)
        #expect(answer.headline.contains("size 4 reconstructs test images best"))
    }

    @Test func ofTwoEqualSizesTheSmallerIsBest() {
        let answer = FirstAnswer(SyntheticStudy(scores: [4: [80], 8: [80]]).results)
        #expect(answer.latentSize == 4 && answer.bestLatentSize == 4)
        #expect(answer.headline.hasPrefix("Latent size 4, the smallest studied, reconstructs"))
    }

    @Test func seedsAreAveraged() {
        // Seed 1 alone would answer 8, seed 2 alone 4.
        let answer = FirstAnswer(
            SyntheticStudy(scores: [4: [86, 82.6], 8: [80, 80]], ownSpread: 0.1).results)
        #expect(answer.latentSize == 8)
        #expect(isNear(answer.candidates[0].reconstruction, 84.3, 1e-12))
        #expect(answer.seeds == 2)
        #expect(!answer.warnings.contains(.oneSeed))
    }

    @Test func whatModelsShareCancelsInTheInterval() throws {
        // With spread in proportion to the mean, the ratio is the same whatever group is left out.
        var study = SyntheticStudy(scores: [4: [80], 8: [80]])
        study.scores = [4: [81], 8: [80]]
        study.sharedSpread = 10
        let shared = try #require(FirstAnswer(study.results).candidates[0].interval)
        study.sharedSpread = 0
        study.ownSpread = 10
        let own = try #require(FirstAnswer(study.results).candidates[0].interval)
        let width = { (range: ClosedRange<Double>) in range.upperBound - range.lowerBound }
        #expect(width(shared) < width(own) / 10)
        #expect(shared.contains(1.0 / 80) && own.contains(1.0 / 80))
    }

    @Test func intervalIsTheJackknifesOwn() throws {
        // Two groups: leaving either out leaves the other's ratio, 0.5 and 2; their mean is 1.25,
        // and (2 - 1) / 2 times the squares 2 · 0.75² gives a standard error of 0.75.
        let one = GroupedSums(sums: [10, 4], counts: [1, 1])
        let other = GroupedSums(sums: [5, 8], counts: [1, 1])
        let ratio = try #require(RatioOfMeans(one, over: other))
        #expect(isNear(ratio.ratio, 14.0 / 13, 1e-15))
        #expect(isNear(ratio.standardError, 0.75, 1e-15))
        #expect(RatioOfMeans(one, over: GroupedSums(sums: [5, 8], counts: [2, 0])) == nil)
        #expect(RatioOfMeans(one, over: GroupedSums(sums: [0, 0], counts: [1, 1])) == nil)
        let single = GroupedSums(sums: [1], counts: [1])
        #expect(RatioOfMeans(single, over: single) == nil)
    }

    @Test func spreadBetweenSeedsWidensTheInterval() throws {
        let calm = FirstAnswer(SyntheticStudy(scores: [4: [84, 84], 8: [80, 80]]).results)
        let wild = FirstAnswer(SyntheticStudy(scores: [4: [88, 80], 8: [80, 80]]).results)
        let narrow = try #require(calm.candidates[0].interval)
        let wide = try #require(wild.candidates[0].interval)
        // Relative variance 2 · (4 / 84)² / 2 pooled over two degrees of freedom, and 1 / 2 + 1 / 2
        // of it for the two means of two.
        let error = (84.0 / 80) * (4.0 / 84)
        #expect(narrow.upperBound - narrow.lowerBound < 1e-9)
        #expect(isNear(wide.upperBound, 0.05 + 4.3027 * error, 1e-6))
    }

    @Test func imagesAndSeedsHaveQuantilesOfTheirOwn() throws {
        // Three sizes of two seeds: three degrees of freedom. Waves around equal seeds give the
        // images' part alone, seeds without waves theirs.
        func reach(_ scores: [Double], ownSpread: Double) throws -> Double {
            let study = SyntheticStudy(
                scores: [4: scores, 8: [80, 80], 16: [80, 80]], ownSpread: ownSpread)
            let candidate = FirstAnswer(study.results).candidates[0]
            return try #require(candidate.interval).upperBound - candidate.excess
        }
        let seeds = try reach([88, 80], ownSpread: 0)
        let images = try reach([84, 84], ownSpread: 3)
        let both = try reach([88, 80], ownSpread: 3)
        let variance = 2 * (4.0 / 84) * (4.0 / 84) / 3
        #expect(isNear(seeds, 3.1824 * (84.0 / 80) * variance.squareRoot(), 1e-6))
        #expect(images > 0.001)
        #expect(isNear(both, (seeds * seeds + images * images).squareRoot(), 1e-6))
    }

    /// scipy.stats.t.ppf(0.975, …)
    @Test(arguments: [(1, 12.7062), (2, 4.3027), (14, 2.1448), (30, 2.0423), (1000, 2.0423)])
    func studentQuantiles(_ degreesOfFreedom: Int, _ quantile: Double) {
        #expect(StudentQuantile.upper95(degreesOfFreedom: degreesOfFreedom) == quantile)
    }

    @Test func isClearUnlessAnIntervalReachesOverTheTolerance() {
        var study = SyntheticStudy(scores: [4: [100], 8: [84.1], 16: [80]])
        study.ownSpread = 3
        let close = FirstAnswer(study.results)
        #expect(close.latentSize == 16)
        #expect(!close.isClear)
        #expect(close.sentences.contains { $0.contains("other test images could change") })
        study.ownSpread = 0.01
        #expect(FirstAnswer(study.results).isClear)
        study.grouped = false
        #expect(!FirstAnswer(study.results).isClear)
        #expect(FirstAnswer(study.results).candidates.allSatisfy { $0.interval == nil })
    }

    @Test func warnsOfSizesThatPCABeats() {
        let answer = FirstAnswer(
            SyntheticStudy(scores: [4: [84], 8: [80]], pca: 0.01).results)
        #expect(answer.warnings == [.notBetterThanPCA(latentSizes: [4, 8]), .oneSeed])
        #expect(answer.latentSize == nil && answer.smallestWithinTolerance == 8)
        #expect(answer.headline.hasPrefix("No latent size can be named: size 8 is the smallest"))
        #expect(!answer.sentences.contains { $0.contains("hardly change") })
        #expect(answer.sentences.contains { $0.hasPrefix("Latent sizes 4 and 8 have a mean") })
    }

    @Test(arguments: [
        ([120.0, 110, 109.9], false), ([120, 110, 108], true), ([120], true),
        ([120, 110, 111], false),
    ])
    func warnsOfCurvesThatHaveNotLevelledOff(_ curve: [Double], _ warns: Bool) {
        let answer = FirstAnswer(SyntheticStudy(scores: [4: [80, 80]], curve: curve).results)
        #expect(answer.warnings == (warns ? [.undertrained(latentSizes: [4])] : []))
    }

    @Test func sentencesSayTheNumbers() {
        let answer = FirstAnswer(
            SyntheticStudy(scores: [2: [140], 16: [80], 32: [78]], ownSpread: 0.1).results)
        #expect(
            answer.headline.hasPrefix(
                "The smallest latent size within 5 % of the best test reconstruction is 16: 80.0"
                    + " nats per image, 2.6 % above the 78.0 of size 32 (95 % interval 2."))
        #expect(
            answer.sentences.first?.hasPrefix("The next smaller size, 2, is 79.5 % above") == true)
        #expect(answer.sentences.last?.contains("n = 1") == true)
    }

    @Test func oneSizeHasNothingToBeComparedWith() {
        let answer = FirstAnswer(SyntheticStudy(scores: [8: [80]]).results)
        #expect(answer.latentSize == 8)
        #expect(answer.headline.contains("nothing to compare"))
        #expect(answer.rejected == nil)
    }
}
