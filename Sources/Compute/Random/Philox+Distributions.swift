import Foundation

extension Philox {
    /// Gamma with this shape and scale 1: mean and variance both `shape`.
    ///
    /// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM Transactions on
    /// Mathematical Software 26, 2000.
    ///
    /// - Precondition: `shape` is positive and finite.
    public mutating func gamma(shape: Double) -> Double {
        precondition(shape > 0 && shape.isFinite, "a shape is positive")
        guard shape >= 1 else {
            // Section 6 of the paper: a power of a uniform takes one off the shape.
            let power = Foundation.pow(1 - uniform(), 1 / shape)
            return gamma(shape: shape + 1) * power
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            let u = 1 - uniform()
            // The squeeze spares nearly every logarithm.
            if u < 1 - 0.0331 * x * x * x * x { return d * v }
            if Foundation.log(u) < x * x / 2 + d * (1 - v + Foundation.log(v)) { return d * v }
        }
    }

    /// Chi-square: mean `degreesOfFreedom`, variance twice that.
    ///
    /// - Precondition: `degreesOfFreedom` is positive.
    public mutating func chiSquare(degreesOfFreedom: Int) -> Double {
        2 * gamma(shape: Double(degreesOfFreedom) / 2)
    }
}
