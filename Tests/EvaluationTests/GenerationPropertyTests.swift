import Compute
import Foundation
import Testing

@testable import Evaluation

/// How metrics of generation must behave, whatever the numbers are.
@Suite struct GenerationPropertyTests {
    private static let groups = 10
    private static let count = 200, width = 8

    /// Standard normal features, times `scale`, plus `shift`.
    static func normal(
        _ count: Int, _ width: Int, stream: UInt64, scale: Double = 1, shift: Double = 0
    ) -> FeatureMatrix {
        var generator = Philox(seed: 4, purpose: .examples, stream: stream)
        return FeatureMatrix(
            (0..<count * width).map { _ in scale * generator.normal() + shift }, width: width)
    }

    private struct Scores {
        let frechet: Jackknife, kernel: Jackknife
        let cover: NeighbourCoverage

        init(_ samples: FeatureMatrix, _ group: [Int], _ real: FeatureMatrix) throws {
            let (own, groups) = (Scores.group(real.count), GenerationPropertyTests.groups)
            frechet = try GenerationPropertyTests.frechet(samples, group, real, own, groups)
            kernel = KernelDistance.jackknife(
                samples,
                draws: KernelDistance.Draws(group: group, groups: groups, seed: 1, subsets: 1),
                KernelDistance.Reference(
                    real,
                    draws: KernelDistance.Draws(group: own, groups: groups, seed: 0, subsets: 1)))
            cover = NeighbourCoverage(
                samples, group: group,
                NeighbourCoverage.Reference(real, group: own, groups: groups))
        }

        static func group(_ count: Int) -> [Int] {
            (0..<count).map { $0 % GenerationPropertyTests.groups }
        }
    }

    static func frechet(
        _ samples: FeatureMatrix, _ group: [Int], _ real: FeatureMatrix, _ own: [Int],
        _ groups: Int
    ) throws -> Jackknife {
        try FrechetDistance.jackknife(
            GroupedMoments(samples, group: group, groups: groups),
            FrechetDistance.Reference(GroupedMoments(real, group: own, groups: groups)))
    }

    private let real = normal(count, width, stream: 1)
    private let samples = normal(count, width, stream: 2, scale: 1.2, shift: 0.3)
    private let group = Scores.group(count)

    @Test func copiesAreAtDistanceZeroAndCoverAll() throws {
        let scores = try Scores(real, group, real)
        #expect(abs(scores.frechet.value) < 1e-9 && abs(scores.frechet.unbiased) < 1e-7)
        // Of a copy the unbiased estimate is below 0: it leaves out a row with itself only where it
        // is one of its own side.
        #expect(scores.kernel.value < 0)
        for share in [scores.cover.precision, scores.cover.recall, scores.cover.coverage] {
            #expect(share.value == 1)
        }
        #expect(scores.cover.density.value >= 1)
    }

    @Test func orderDoesNotMatter() throws {
        var order = Array(0..<Self.count)
        var generator = Philox(seed: 1, purpose: .examples)
        generator.shuffle(&order)
        let straight = try Scores(samples, group, real)
        let mixed = try Scores(samples.rows(order), order.map { group[$0] }, real)
        #expect(isNear(mixed.frechet.unbiased, straight.frechet.unbiased, 1e-9))
        #expect(isNear(mixed.frechet.standardError, straight.frechet.standardError, 1e-9))
        #expect(isNear(mixed.kernel.value, straight.kernel.value, 1e-5))
        #expect(mixed.cover.precision == straight.cover.precision)
        #expect(mixed.cover.recall == straight.cover.recall)
        #expect(mixed.cover.density == straight.cover.density)
        #expect(mixed.cover.coverage == straight.cover.coverage)
    }

    @Test func frechetDistanceGrowsWithTheSquareOfTheScale() throws {
        func scaled(_ matrix: FeatureMatrix) -> FeatureMatrix {
            FeatureMatrix(matrix.values.map { 3 * $0 }, width: matrix.width)
        }
        let one = try Scores(samples, group, real)
        let three = try Scores(scaled(samples), group, scaled(real))
        #expect(isNear(three.frechet.value, 9 * one.frechet.value, 1e-9))
        // Balls grow with everything else.
        #expect(three.cover.precision == one.cover.precision)
        #expect(three.cover.coverage == one.cover.coverage)
    }

    @Test func frechetDistanceIsSymmetric() throws {
        let there = try Scores(samples, group, real), back = try Scores(real, group, samples)
        #expect(isNear(there.frechet.value, back.frechet.value, 1e-9))
        #expect(isNear(there.kernel.value, back.kernel.value, 1e-5))
        #expect(there.cover.precision.value == back.cover.recall.value)
    }

    @Test func aFarMeanCostsNoDigits() throws {
        func moved(_ matrix: FeatureMatrix) -> FeatureMatrix {
            FeatureMatrix(matrix.values.map { $0 + 1e6 }, width: matrix.width)
        }
        let near = try Scores(samples, group, real)
        let far = try Self.frechet(moved(samples), group, moved(real), group, Self.groups)
        #expect(isNear(far.value, near.frechet.value, 1e-7))
    }

    @Test func oneImageAgainAndAgainIsPreciseAndRecallsNothing() throws {
        let one = real.rows([Int](repeating: 0, count: Self.count))
        let scores = try Scores(one, group, real)
        #expect(scores.cover.precision.value == 1)
        #expect(scores.cover.recall.value < 0.05)
        #expect(scores.cover.coverage.value < 0.1)
        #expect(scores.frechet.value > 1 && scores.kernel.value > 0.1)
    }

    @Test func farSamplesCoverNothing() throws {
        let far = Self.normal(Self.count, Self.width, stream: 3, shift: 100)
        let scores = try Scores(far, group, real)
        let cover = scores.cover
        for share in [cover.precision, cover.recall, cover.density, cover.coverage] {
            #expect(share.value == 0 && share.standardError == 0)
        }
    }

    @Test func copiesOfTrainingImagesAreMemorised() {
        let training = Tensor(
            shape: [200, 8], values: real.values.map { Float($0) })
        let test = Tensor(
            shape: [200, 8], values: Self.normal(200, 8, stream: 7).values.map { Float($0) })
        func ratio(_ images: Tensor) -> Jackknife {
            Memorisation(
                toTraining: Memorisation.nearest(images, training),
                toTest: Memorisation.nearest(images, test, skippingCopies: true),
                group: group, groups: Self.groups
            ).ratio
        }
        #expect(
            ratio(training) == Jackknife(value: 0, replicates: [Double](repeating: 0, count: 10)))
        let others = Tensor(
            shape: [200, 8], values: Self.normal(200, 8, stream: 8).values.map { Float($0) })
        #expect(abs(ratio(others).value - 1) < 3 * ratio(others).standardError)
        // A test image's own copy is not its neighbour.
        #expect(abs(ratio(test).value - 1) < 0.1)
        let exact = Memorisation.nearest(others, test)
        for row in [0, 57, 199] {
            let distances = (0..<200).map { place in
                (0..<8).reduce(0.0) { sum, column in
                    let a = others.values[row * 8 + column], b = test.values[place * 8 + column]
                    return sum + (Double(a) - Double(b)) * (Double(a) - Double(b))
                }.squareRoot()
            }
            #expect(exact[row] == distances.min())
        }
    }
}
