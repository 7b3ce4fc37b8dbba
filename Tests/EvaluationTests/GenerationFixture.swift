import Foundation
import Testing

@testable import Evaluation

/// Numbers of scipy, scikit-learn and prdc: `Fixtures/make_generation.py` makes them.
struct GenerationFixture: Decodable {
    /// A statistic of all rows, and without each group of both sides.
    struct Statistic: Decodable {
        let value: Double
        let replicates: [Double]
    }
    struct Mixture: Decodable {
        let weights: [Double], means: [Double], covariances: [Double]
        let rows: [Double], logDensities: [Double]
        /// What theirs was fitted to, and their mean log density of it.
        let training: [Double], score: Double
    }
    struct Probe: Decodable {
        let training: [Double], labels: [UInt8], test: [Double], testLabels: [UInt8]
        let hits: [Bool]
    }
    struct Linear: Decodable {
        let height: Int, width: Int, kept: Int
        let images: [UInt8]
        let noise: Double, mean: [Double]
        /// Of samples without pixel noise.
        let covariance: [Double]
    }
    struct Weights: Decodable, Sendable {
        let logWeights: [Double]
        let nll: Double, elbo: Double
    }

    let width: Int, groups: Int
    let real: [Double], fake: [Double]
    let frechet: Statistic, kernel: Statistic
    let neighbours: [String: Statistic]
    let mixture: Mixture, probe: Probe, linear: Linear
    let weights: [Weights]

    static func load() throws -> GenerationFixture {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        let data = try Data(contentsOf: folder.appending(path: "generation.json"))
        return try JSONDecoder().decode(GenerationFixture.self, from: data)
    }

    var count: Int { real.count / width }
    /// The group of each row, of both sides.
    var group: [Int] { (0..<count).map { $0 % groups } }
    var realFeatures: FeatureMatrix { FeatureMatrix(real, width: width) }
    var fakeFeatures: FeatureMatrix { FeatureMatrix(fake, width: width) }
}

extension FeatureMatrix {
    init(_ values: [Double], width: Int) {
        self.init(count: values.count / width, width: width, values: values)
    }
}
