import Compute
import Foundation
import Storage

/// `mixture.safetensors`: `weights` [k], `means` [k, d], `covariances` [k, d, d].
struct MixtureFile {
    private let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// Writes a mixture; gives it as the file holds it, in single precision, and the file's SHA-256.
    /// Throws `StorageError`.
    func write(_ mixture: GaussianMixture) throws -> (GaussianMixture, hash: String) {
        let (count, size) = (mixture.components.count, mixture.dimensions)
        let mixture = GaussianMixture(components: try mixture.components.map(Self.rounded))
        func tensor(_ shape: [Int], _ values: (GaussianMixture.Component) -> [Double]) -> Tensor {
            Tensor(shape: shape, values: mixture.components.flatMap(values).map { Float($0) })
        }
        let entries = [
            Safetensors.Entry(name: "weights", tensor: tensor([count]) { [$0.weight] }),
            Safetensors.Entry(name: "means", tensor: tensor([count, size], \.mean)),
            Safetensors.Entry(
                name: "covariances", tensor: tensor([count, size, size], \.covariance)),
        ]
        let data = try Safetensors(entries: entries, metadata: ["format": "pt"]).encoded()
        try DurableFile.write(data, to: url)
        return (try Self.mixture(entries, place: url.relativePath), Digest.sha256(data))
    }

    /// A component whose covariance in single precision is positive definite: where rounding took that
    /// away, its variances are raised.
    private static func rounded(
        _ component: GaussianMixture.Component
    ) throws -> GaussianMixture.Component {
        let size = component.mean.count
        let mean = component.mean.map { Double(Float($0)) }
        let trace = (0..<size).reduce(0.0) { $0 + component.covariance[$1 * size + $1] }
        var covariance = component.covariance
        var raise = 1e-6 * trace / Double(size)
        while true {
            let single = covariance.map { Double(Float($0)) }
            if let rounded = try GaussianMixture.Component(
                weight: Double(Float(component.weight)), mean: mean, covariance: single)
            {
                return rounded
            }
            for index in 0..<size { covariance[index * size + index] += raise }
            raise *= 10
        }
    }

    /// Reads the mixture with this SHA-256. Throws `EvaluationError` where it is another one, and
    /// `StorageError`.
    func read(hash: String) throws -> GaussianMixture {
        let data = try DurableFile.read(url)
        guard Digest.sha256(data) == hash else {
            throw EvaluationError.damaged(file: url.relativePath)
        }
        let file = try Safetensors(decoding: data, place: url.relativePath)
        return try Self.mixture(file.entries, place: url.relativePath)
    }

    private static func mixture(
        _ entries: [Safetensors.Entry], place: String
    ) throws -> GaussianMixture {
        func tensor(_ name: String) throws -> Tensor {
            guard let entry = entries.first(where: { $0.name == name }) else {
                throw EvaluationError.damaged(file: place)
            }
            return entry.tensor
        }
        let weights = try tensor("weights"), means = try tensor("means")
        let covariances = try tensor("covariances")
        let count = weights.values.count
        let size = count == 0 ? 0 : means.values.count / count
        guard count > 0, size > 0, means.shape == [count, size],
            covariances.shape == [count, size, size]
        else { throw EvaluationError.damaged(file: place) }
        let total = weights.values.reduce(0) { $0 + Double($1) }
        let components = try (0..<count).compactMap { index in
            try GaussianMixture.Component(
                weight: Double(weights.values[index]) / total,
                mean: means.rows(index..<index + 1).values.map(Double.init),
                covariance: covariances.rows(index..<index + 1).values.map(Double.init))
        }
        guard components.count == count else { throw EvaluationError.damaged(file: place) }
        return GaussianMixture(components: components)
    }
}
