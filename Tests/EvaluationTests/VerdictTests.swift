import Foundation
import Testing

@testable import Evaluation

@Suite struct VerdictTests {
    typealias Measure = VerdictEvidence.Measure

    /// One group high and one low for each size in turn: errors of this size, hardly correlated.
    static func measure(_ value: Double, error: Double = 0, at place: Int) -> Measure {
        var replicates = [Double](repeating: value, count: 50)
        replicates[2 * place] += error / 2.0.squareRoot()
        replicates[2 * place + 1] -= error / 2.0.squareRoot()
        return Measure(value: value, replicates: replicates)
    }

    static func evidence(
        _ scores: [[Double]], error: Double = 0.1, slack: [VerdictEvidence.Gate: [Double]] = [:]
    ) -> VerdictEvidence {
        let sizes = scores.enumerated().map { size, seeds in
            let models = seeds.enumerated().map { seed, score in
                let slack = slack.map { ($0, measure($1[size], error: error, at: 10 + size)) }
                return VerdictEvidence.Model(
                    seed: UInt64(seed), score: measure(score, error: error, at: size),
                    slack: Dictionary(uniqueKeysWithValues: slack))
            }
            return VerdictEvidence.Size(latentSize: 2 << size, models: models)
        }
        return VerdictEvidence(sizes: sizes, scale: 10)
    }

    @Test func boundsAreTheirFormulas() throws {
        let analysis = VerdictAnalysis(
            Self.evidence([[9], [4], [4.5]], error: 0.2, slack: [.coverage: [3, -2, 0.1]]),
            draws: 1000)
        let critical = analysis.critical
        let verdict = analysis.verdict(share: 0.1)
        // √(49 / 50) of the jackknife, and independent errors of two sizes.
        let one = 0.2 * (49.0 / 50).squareRoot()
        let pair = one * 2.0.squareRoot()
        let first = try #require(verdict.rows[0].finding(.score))
        #expect(isNear(first.estimate, 5, 1e-12))
        #expect(isNear(first.lower, 5 - critical.failures[0] * pair, 1e-12))
        let reach = [5 + critical.comparisons[1] * pair, 4.5 + critical.comparisons[2] * pair]
        #expect(isNear(first.upper, try #require(reach.max()), 1e-12))
        #expect(first.standing == .fails)
        let coverage = try #require(verdict.rows[1].finding(.gate(.coverage)))
        #expect(isNear(coverage.lower, -2 - critical.gates * one, 1e-12))
        #expect(isNear(coverage.upper, -2 + critical.failures[1] * one, 1e-12))
        #expect(verdict.rows.map(\.standing) == [.fails, .fails, .open])
        #expect(verdict.rows[2].openCriteria.contains(.gate(.coverage)))
        #expect(verdict.outcome == .inconclusive)
        #expect(isNear(verdict.rows[0].standardError, one, 1e-12))
        #expect(verdict.imageFreedom == 49 && verdict.seedFreedom == 0 && verdict.margin == 1)
    }

    @Test func seedsWidenWithThePooledVariance() throws {
        let analysis = VerdictAnalysis(
            Self.evidence([[5, 7], [1, 1]], error: 0), draws: 1000)
        let verdict = analysis.verdict(share: 0.1)
        // Squares 2 and 0 over two degrees of freedom: variance 1, and ½ + ½ of it for two means.
        let first = try #require(verdict.rows[0].finding(.score))
        #expect(isNear(first.upper, 5 + analysis.critical.comparisons[1], 1e-12))
        #expect(isNear(verdict.rows[1].standardError, 0.5.squareRoot(), 1e-12))
        #expect(verdict.seedFreedom == 2 && verdict.seeds == 2)
    }

    @Test func theBestSizesBoundIsNeverBelowNothing() throws {
        let verdict = VerdictAnalysis(Self.evidence([[9], [1]]), draws: 1000).verdict(share: 0.1)
        let best = try #require(verdict.rows[1].finding(.score))
        #expect(best.upper == 0 && best.estimate == -8 && best.lower < -8)
        #expect(verdict.outcome == .size(4))
        #expect(verdict.rows[0].standing == .fails && verdict.remedies.isEmpty)
    }

    @Test func sharedErrorsCancel() {
        // The same replicates for all: differences have no error, whatever a score's own is.
        let scores = [1.9, 1, 2.1]
        let sizes = scores.enumerated().map { size, score in
            VerdictEvidence.Size(
                latentSize: size + 1,
                models: [
                    VerdictEvidence.Model(
                        seed: 1,
                        score: Measure(
                            value: score,
                            replicates: (0..<50).map { score + sin(Double($0)) }),
                        slack: [:])
                ])
        }
        let analysis = VerdictAnalysis(VerdictEvidence(sizes: sizes, scale: 10), draws: 1000)
        #expect(analysis.critical.comparisons == [0, 0, 0])
        let verdict = analysis.verdict(share: 0.1)
        #expect(verdict.rows.map(\.standing) == [.passes, .passes, .fails])
        #expect(verdict.rows[0].standardError > 0.1)
    }

    @Test func equalSizesWithoutErrorsAllQualify() {
        let verdict = VerdictAnalysis(
            Self.evidence([[3], [3], [3]], error: 0), draws: 1000
        ).verdict(share: 0.05)
        #expect(verdict.outcome == .size(2))
        #expect(verdict.rows.allSatisfy { $0.finding(.score)?.upper == 0 })
    }

    @Test func oneSizeIsLeftToItsGates() {
        func outcome(_ slack: [VerdictEvidence.Gate: [Double]]) -> Verdict.Outcome {
            VerdictAnalysis(Self.evidence([[3, 4]], slack: slack), draws: 1000)
                .verdict(share: 0.1).outcome
        }
        #expect(outcome([.coverage: [1], .recognition: [1]]) == .size(2))
        #expect(outcome([.coverage: [1], .recognition: [-1]]) == .noSizeQualifies)
        #expect(outcome([.coverage: [1], .recognition: [0.01]]) == .inconclusive)
        #expect(outcome([:]) == .inconclusive)
    }

    @Test func oneAnalysisServesAllShares() {
        let analysis = VerdictAnalysis(Self.evidence([[3.5], [2.6], [2]]))
        let outcomes = Verdict.usualShares.map { analysis.verdict(share: $0).outcome }
        #expect(outcomes == [.size(8), .size(4), .size(2)])
    }

    @Test func theOrderOfSeedsChangesNothing() {
        var evidence = PlantedVerdict(scores: [2, 1, 0.3], slack: [.coverage: [1, 1, 1]])
            .evidence(study: 5)
        let verdict = VerdictAnalysis(evidence).verdict(share: 0.1)
        #expect(VerdictAnalysis(evidence).verdict(share: 0.1) == verdict)
        for size in evidence.sizes.indices { evidence.sizes[size].models.reverse() }
        #expect(VerdictAnalysis(evidence).verdict(share: 0.1) == verdict)
    }

    @Test func saysWhatWouldSettleIt() {
        func remedies(_ evidence: VerdictEvidence, _ undertrained: [Int] = []) -> [Verdict.Remedy] {
            VerdictAnalysis(evidence, draws: 4000)
                .verdict(share: 0.1, undertrained: undertrained).remedies
        }
        // Both wholly open, and seeds alone have a spread.
        let seeds = remedies(Self.evidence([[0.1, -1, 1], [0, -1.1, 1.1]], error: 0.01))
        guard case .moreSeeds(let total) = seeds.first else {
            Issue.record("no seeds but \(seeds)")
            return
        }
        #expect((8...60).contains(total))
        // Images alone: the bound of size 4, −0.2 + 1.68 · 0.84 · √2, has 1.2 to the margin.
        let images = remedies(Self.evidence([[5.2], [5]], error: 0.85), [4, 99])
        #expect(
            images == [.moreImages(times: 3), .largerSizes(than: 4), .longerTraining([4])])
        let hopeless = Self.evidence([[5], [1]], slack: [.coverage: [1, 0]])
        #expect(remedies(hopeless) == [])
        let nearer = Self.evidence([[5], [1]], slack: [.coverage: [-2, -1]])
        #expect(remedies(nearer) == [.largerSizes(than: 4)])
    }

    @Test func defectsAreFound() {
        let good = Self.evidence([[3], [4]], slack: [.coverage: [1, 1]])
        #expect(good.defect == nil)
        func defect(_ change: (inout VerdictEvidence) -> Void) -> String? {
            var evidence = good
            change(&evidence)
            return evidence.defect
        }
        #expect(defect { $0.sizes = [] } != nil)
        #expect(defect { $0.sizes.reverse() } != nil)
        #expect(defect { $0.sizes[1].models = [] } != nil)
        #expect(defect { $0.sizes[1].models.append($0.sizes[1].models[0]) } != nil)
        #expect(defect { $0.sizes[1].models[0].slack = [:] } != nil)
        #expect(defect { $0.sizes[1].models[0].score.replicates.removeLast() } != nil)
        #expect(defect { $0.sizes[1].models[0].score.value = .nan } != nil)
        #expect(defect { $0.scale = .infinity } != nil)
    }

    @Test func isWrittenAsPlainRecords() throws {
        let verdict = VerdictAnalysis(
            Self.evidence([[9], [1]], slack: [.coverage: [1, 1]]), draws: 1000
        ).verdict(share: 0.1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(verdict), as: UTF8.self)
        #expect(text.contains(#""outcome":{"kind":"size","latentSize":4}"#))
        #expect(text.contains(#"{"criterion":"coverage","estimate":1,"#))
    }

    @Test(arguments: [7, 64])
    func isQuick(_ sizes: Int) {
        let gates = Dictionary(
            uniqueKeysWithValues: VerdictEvidence.Gate.allCases.map {
                ($0, [Double](repeating: 1, count: sizes))
            })
        var planted = PlantedVerdict(scores: (0..<sizes).map { 9 / Double($0 + 1) }, slack: gates)
        planted.groups = 50
        let evidence = planted.evidence(study: 1)
        // Of this thread: on a busy machine the clock says nothing.
        let begun = clock(CLOCK_THREAD_CPUTIME_ID)
        _ = VerdictAnalysis(evidence)
        #expect(clock(CLOCK_THREAD_CPUTIME_ID) - begun < 10)
    }

    private func clock(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
