import Compute
import Foundation
import Testing

@testable import Evaluation

/// Cores of metrics against scipy, scikit-learn and prdc.
@Suite struct GenerationMetricTests {
    private func check(
        _ ours: Jackknife, _ theirs: GenerationFixture.Statistic?, _ tolerance: Double
    ) throws {
        let theirs = try #require(theirs)
        #expect(isNear(ours.value, theirs.value, tolerance))
        #expect(ours.replicates.count == theirs.replicates.count)
        for (one, other) in zip(ours.replicates, theirs.replicates) {
            #expect(isNear(one, other, tolerance))
        }
    }

    @Test func frechetDistanceAgreesWithScipy() throws {
        let fixture = try GenerationFixture.load()
        let (group, groups) = (fixture.group, fixture.groups)
        let distance = try FrechetDistance.jackknife(
            GroupedMoments(fixture.fakeFeatures, group: group, groups: groups),
            FrechetDistance.Reference(
                GroupedMoments(fixture.realFeatures, group: group, groups: groups)))
        try check(distance, fixture.frechet, 1e-9)
    }

    @Test func kernelDistanceAgreesWithScikitLearn() throws {
        let fixture = try GenerationFixture.load()
        let (group, groups) = (fixture.group, fixture.groups)
        // All rows are fewer than a subset takes, so that every subset is all of them.
        let distance = KernelDistance.jackknife(
            fixture.fakeFeatures,
            draws: KernelDistance.Draws(group: group, groups: groups, seed: 1, subsets: 2),
            KernelDistance.Reference(
                fixture.realFeatures,
                draws: KernelDistance.Draws(group: group, groups: groups, seed: 0, subsets: 2)))
        try check(distance, fixture.kernel, 1e-5)
    }

    @Test func neighboursAgreeWithPRDC() throws {
        let fixture = try GenerationFixture.load()
        let cover = NeighbourCoverage(
            fixture.fakeFeatures, group: fixture.group,
            NeighbourCoverage.Reference(
                fixture.realFeatures, group: fixture.group, groups: fixture.groups))
        try check(cover.precision, fixture.neighbours["precision"], 1e-12)
        try check(cover.recall, fixture.neighbours["recall"], 1e-12)
        try check(cover.density, fixture.neighbours["density"], 1e-12)
        try check(cover.coverage, fixture.neighbours["coverage"], 1e-12)
    }

    @Test func mixtureDensityAgreesWithScikitLearn() throws {
        let example = try GenerationFixture.load().mixture
        let components = try (0..<3).map { index in
            try #require(
                try GaussianMixture.Component(
                    weight: example.weights[index],
                    mean: Array(example.means[index * 3..<(index + 1) * 3]),
                    covariance: Array(example.covariances[index * 9..<(index + 1) * 9])))
        }
        let mixture = GaussianMixture(components: components)
        let densities = mixture.logDensity(FeatureMatrix(example.rows, width: 3))
        #expect(densities.count == example.logDensities.count)
        // The last row is so far off that every density underflows.
        #expect((densities.last ?? 0) < -1000)
        for (ours, theirs) in zip(densities, example.logDensities) {
            #expect(isNear(ours, theirs, 1e-10))
        }
    }

    @Test func mixtureFitsAsWellAsTheirs() throws {
        let example = try GenerationFixture.load().mixture
        let rows = FeatureMatrix(example.training, width: 3)
        let mixture = try GaussianMixture(fitting: rows, seed: 1)
        #expect(mixture.components.count == 10)
        let total = mixture.components.reduce(0) { $0 + $1.weight }
        #expect(isNear(total, 1, 1e-12))
        // Ten components cannot be much worse than their three.
        #expect(RunEvaluation.Estimate(mixture.logDensity(rows)).mean > example.score - 0.05)
        // Few rows get few components, down to one.
        let few = FeatureMatrix(Array(example.training.prefix(15)), width: 3)
        #expect(try GaussianMixture(fitting: few, seed: 1).components.count == 1)
    }

    @Test func mixtureSamplesHaveItsMoments() throws {
        let component = try #require(
            try GaussianMixture.Component(
                weight: 0.25, mean: [4, -2], covariance: [2, 0.5, 0.5, 1]))
        let other = try #require(
            try GaussianMixture.Component(weight: 0.75, mean: [0, 0], covariance: [1, 0, 0, 1]))
        let mixture = GaussianMixture(components: [component, other])
        let count = 20_000
        let samples = FeatureMatrix(mixture.samples(count, seed: 5))
        let moments = GroupedMoments(
            samples, group: (0..<count).map { $0 % 2 }, groups: 2
        ).whole
        // Mean Σ w m; covariance Σ w (C + m mᵀ) less that mean's square.
        let expected = (mean: [1.0, -0.5], covariance: [4.25, -1.375, -1.375, 1.75])
        for (ours, theirs) in zip(moments.mean, expected.mean) {
            #expect(abs(ours - theirs) < 5 * (4.25 / Double(count)).squareRoot())
        }
        for (ours, theirs) in zip(moments.covariance, expected.covariance) {
            #expect(abs(ours - theirs) < 0.2)
        }
        let few = mixture.samples(10, seed: 5)
        #expect(few == mixture.samples(20, seed: 5).rows(0..<10))
    }

    @Test func probeAgreesWithScikitLearn() throws {
        let example = try GenerationFixture.load().probe
        let probe = LatentProbe(
            training: FeatureMatrix(example.training, width: 3), trainingLabels: example.labels,
            test: FeatureMatrix(example.test, width: 3), testLabels: example.testLabels)
        #expect(probe.hits == example.hits)
    }

    @Test func ofEqualVotesTheLowestClassWins() {
        // Of five neighbours two are of class 1, two of class 2, one of class 7.
        let probe = LatentProbe(
            training: FeatureMatrix([1, 2, 3, 4, 5, 100], width: 1),
            trainingLabels: [2, 1, 2, 1, 7, 0], test: FeatureMatrix([0, 0], width: 1),
            testLabels: [1, 2])
        #expect(probe.hits == [true, false])
        // Fewer training images than neighbours.
        let few = LatentProbe(
            training: FeatureMatrix([3], width: 1), trainingLabels: [4],
            test: FeatureMatrix([0], width: 1), testLabels: [4])
        #expect(few.hits == [true])
    }

    @Test func meanWeightsAgreeWithScipy() throws {
        for example in try GenerationFixture.load().weights {
            let likelihood = LogLikelihood(logWeights: example.logWeights)
            #expect(isNear(likelihood.negativeLogLikelihood, example.nll, 1e-12))
            #expect(isNear(likelihood.sampledNegativeELBO, example.elbo, 1e-12))
            #expect(likelihood.negativeLogLikelihood <= likelihood.sampledNegativeELBO + 1e-9)
        }
    }

    @Test func priorRatioIsThatOfTwoNormals() {
        let (mean, logVariance, noise) = (Float(0.7), Float(-1.2), Float(1.5))
        let deviation = exp(Double(logVariance) / 2)
        let latent = Double(mean) + deviation * Double(noise)
        func logDensity(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
            let z = (x - mean) / deviation
            return -z * z / 2 - log(deviation) - log(2 * Double.pi) / 2
        }
        let expected =
            logDensity(latent, 0, 1) - logDensity(latent, Double(mean), deviation)
        let ratio = LogLikelihood.logPriorRatio(
            mean: [mean], logVariance: [logVariance], noise: [noise])
        #expect(isNear(ratio, expected, 1e-12))
    }
}
