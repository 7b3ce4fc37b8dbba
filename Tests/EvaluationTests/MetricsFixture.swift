import Foundation
import Testing

/// Numbers of scikit-image, torch, scikit-learn and scipy: `Fixtures/make.py` makes them.
struct MetricsFixture: Decodable {
    struct Similarity: Decodable, Sendable, CustomTestStringConvertible {
        let height: Int, width: Int
        let image: [UInt8]
        let other: [Float]
        let ssim: Double, mse: Double, psnr: Double
        var testDescription: String { "\(height) x \(width), ssim \(ssim)" }
    }
    struct Reconstruction: Decodable {
        let rows: Int
        let pixels: [UInt8]
        let logits: [Float]
        let nats: [Double]
    }
    struct Divergence: Decodable {
        let rows: Int
        let mean: [Float]
        let logVariance: [Float]
        let perImage: [Double]
        let perDimension: [Double]
    }
    struct Units: Decodable {
        let rows: Int
        let means: [Float]
        let variance: [Double]
        let active: Int
    }
    struct Components: Decodable {
        let height: Int, width: Int, kept: Int
        let train: [UInt8]
        let test: [UInt8]
        let variances: [Double]
        let reconstruction: [Double]
        let mse: Double
    }
    struct Entropy: Decodable {
        let height: Int, width: Int
        let pixels: [UInt8]
        let floor: Double
    }

    let similarity: [Similarity]
    let reconstruction: Reconstruction
    let divergence: Divergence
    let units: Units
    let components: Components
    let entropy: Entropy

    static func load() throws -> MetricsFixture {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        let data = try Data(contentsOf: folder.appendingPathComponent("metrics.json"))
        return try JSONDecoder().decode(MetricsFixture.self, from: data)
    }
}

/// Whether two numbers differ by at most `tolerance`, times the second where that is above 1.
func isNear(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    abs(value - expected) <= tolerance * max(1, abs(expected))
}
