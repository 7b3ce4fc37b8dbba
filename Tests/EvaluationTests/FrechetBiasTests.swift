import Compute
import Foundation
import Testing

@testable import Evaluation

/// What the jackknife does to the bias of a Fréchet distance, on normal features of width 64 in 50
/// groups, as in a study.
///
/// The plain distance of two samples of 1,000 from one distribution is about 2.2, of 10,000 about 0.22.
/// What is left of it after the jackknife is, at 500 to 10,000 rows, below 1 % of that and not to be
/// told from 0 in dozens of repetitions; so terms of higher order do not matter from 500 rows on.
@Suite struct FrechetBiasTests {
    private static let width = 64, groups = 50

    private struct Repetition {
        let plain: Double, unbiased: Double, standardError: Double
    }

    /// Independent normal samples; `shift` and `scale` tell the second from the first.
    private func repetition(
        _ count: Int, stream: UInt64, width: Int = width, scale: Double = 1, shift: Double = 0
    ) throws -> Repetition {
        let group = (0..<count).map { $0 % Self.groups }
        let one = GenerationPropertyTests.normal(count, width, stream: 2 * stream)
        let other = GenerationPropertyTests.normal(
            count, width, stream: 2 * stream + 1, scale: scale, shift: shift)
        let jackknife = try GenerationPropertyTests.frechet(
            other, group, one, group, Self.groups)
        return Repetition(
            plain: jackknife.value, unbiased: jackknife.unbiased,
            standardError: jackknife.standardError)
    }

    @Test func equalDistributionsAreAtZero() throws {
        let repetitions = try (0..<40).map { try repetition(1_000, stream: 100 + UInt64($0)) }
        let unbiased = RunEvaluation.Estimate(repetitions.map(\.unbiased))
        let plain = RunEvaluation.Estimate(repetitions.map(\.plain))
        #expect(abs(unbiased.mean) < 2.5 * unbiased.standardError)
        #expect(plain.mean > 20 * unbiased.standardError && plain.mean > 2)
        let within = repetitions.count { abs($0.unbiased) < 2 * $0.standardError }
        #expect(within >= 36)
        // The jackknife's error is the spread over repetitions, or somewhat above it.
        let spread = unbiased.standardError * Double(repetitions.count).squareRoot()
        let error = repetitions.map(\.standardError).reduce(0, +) / 40
        #expect(error > 0.8 * spread && error < 1.6 * spread)
    }

    @Test func aThousandAgreeWithTenThousand() throws {
        // True: 64 · (0.1² + 0.1²) = 1.28.
        func mean(_ count: Int, times: Int, from first: UInt64) throws -> Repetition {
            let all = try (0..<times).map {
                try repetition(count, stream: first + UInt64($0), scale: 1.1, shift: 0.1)
            }
            func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(times) }
            return Repetition(
                plain: mean(all.map(\.plain)), unbiased: mean(all.map(\.unbiased)),
                standardError: mean(all.map(\.standardError)) / Double(times).squareRoot())
        }
        let few = try mean(1_000, times: 12, from: 1)
        let many = try mean(10_000, times: 4, from: 50)
        let error =
            (few.standardError * few.standardError
            + many.standardError * many.standardError).squareRoot()
        #expect(abs(few.unbiased - many.unbiased) < 2 * error)
        #expect(abs(many.unbiased - 1.28) < 2.5 * many.standardError)
        // Uncorrected, the smaller samples would look far worse.
        #expect(few.plain - many.plain > 10 * error)
    }

    @Test func errorsAreTheSpreadOverRepetitions() throws {
        let repetitions = try (0..<60).map {
            try repetition(500, stream: 300 + UInt64($0), width: 8, scale: 1.3, shift: 0.2)
        }
        let unbiased = RunEvaluation.Estimate(repetitions.map(\.unbiased))
        // 8 · (0.3² + 0.2²) = 1.04.
        #expect(abs(unbiased.mean - 1.04) < 3 * unbiased.standardError)
        let spread = unbiased.standardError * Double(repetitions.count).squareRoot()
        let error = repetitions.map(\.standardError).reduce(0, +) / 60
        #expect(error > 0.75 * spread && error < 1.35 * spread)
    }

    @Test func aMeanHasNoBiasAndItsOwnError() {
        // Of a mean over equal groups the jackknife gives the textbook's error of group means.
        let values = [3.0, 5, 4, 8, 10]
        let total = values.reduce(0, +)
        let jackknife = Jackknife(value: total / 5, replicates: values.map { (total - $0) / 4 })
        #expect(isNear(jackknife.unbiased, 6, 1e-12))
        #expect(
            isNear(jackknife.standardError, RunEvaluation.Estimate(values).standardError, 1e-12))
        // Of the variance divided by n it gives the one divided by n - 1.
        func variance(_ values: [Double]) -> Double {
            let mean = values.reduce(0, +) / Double(values.count)
            return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        }
        let replicates = values.indices.map { left in
            variance(values.indices.filter { $0 != left }.map { values[$0] })
        }
        let unbiased = Jackknife(value: variance(values), replicates: replicates).unbiased
        #expect(isNear(unbiased, variance(values) * 5 / 4, 1e-12))
    }
}
