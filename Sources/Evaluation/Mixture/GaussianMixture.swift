import Compute
import Foundation

/// A mixture of normal distributions with full covariances.
struct GaussianMixture: Metric, Sendable {
    static let name = "mixture"
    static let definition = 2

    /// One normal distribution.
    struct Component: Sendable {
        let weight: Double
        /// [dimensions]
        let mean: [Double]
        /// [dimensions, dimensions]
        let covariance: [Double]
        /// The covariance's lower Cholesky factor.
        let factor: [Double]

        /// Nil where the covariance is not positive definite; throws `ComputeError` where a number is
        /// none.
        init?(weight: Double, mean: [Double], covariance: [Double]) throws {
            guard let factor = try LinearAlgebra.cholesky(covariance, order: mean.count) else {
                return nil
            }
            self.weight = weight
            self.mean = mean
            self.covariance = covariance
            self.factor = factor
        }
    }

    let components: [Component]
    var dimensions: Int { components.first?.mean.count ?? 0 }

    /// log(weight · density) of every row under every component, [rows, components], in nats.
    func logJoint(_ rows: FeatureMatrix) -> [Double] {
        let size = dimensions
        var result = [Double](repeating: 0, count: rows.count * components.count)
        for (number, component) in components.enumerated() {
            var centred = rows.centred(at: component.mean)
            LinearAlgebra.solveLower(
                component.factor, order: size, rows: &centred, count: rows.count)
            let logDeterminant = (0..<size).reduce(0.0) {
                $0 + log(component.factor[$1 * size + $1])
            }
            let constant =
                log(component.weight) - logDeterminant - Double(size) / 2 * log(2 * Double.pi)
            for row in 0..<rows.count {
                var square = 0.0
                for index in row * size..<(row + 1) * size {
                    square += centred[index] * centred[index]
                }
                result[row * components.count + number] = constant - square / 2
            }
        }
        return result
    }

    /// log density of every row, nats; equal to scikit-learn's `GaussianMixture.score_samples`.
    func logDensity(_ rows: FeatureMatrix) -> [Double] {
        let joint = logJoint(rows)
        let count = components.count
        return (0..<rows.count).map { row in
            Self.logSumExp(joint[row * count..<(row + 1) * count])
        }
    }

    static func logSumExp(_ values: ArraySlice<Double>) -> Double {
        let top = values.max() ?? 0
        return top + log(values.reduce(0) { $0 + exp($1 - top) })
    }

    /// `count` draws, [count, dimensions]; draw i depends on the seed and i alone.
    func samples(_ count: Int, seed: UInt64) -> Tensor {
        let size = dimensions
        var values: [Float] = []
        values.reserveCapacity(count * size)
        for index in 0..<count {
            var generator = Philox(seed: seed, purpose: .mixtureSamples, stream: UInt64(index))
            let component = draw(generator.uniform())
            let normals = (0..<size).map { _ in generator.normal() }
            for row in 0..<size {
                let offset = (0...row).reduce(0.0) {
                    $0 + component.factor[row * size + $1] * normals[$1]
                }
                values.append(Float(component.mean[row] + offset))
            }
        }
        return Tensor(shape: [count, size], values: values)
    }

    /// The component in whose share of 0 ..< 1 a number lies.
    private func draw(_ uniform: Double) -> Component {
        var end = 0.0
        for component in components {
            end += component.weight
            if uniform < end { return component }
        }
        return components[components.count - 1]
    }
}
