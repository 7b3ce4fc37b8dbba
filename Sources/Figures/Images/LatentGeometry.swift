import Foundation

/// Ways and places in a latent space.
enum LatentGeometry {
    /// Between `from` (0) and `to` (1) along the arc that joins them, so that points between two
    /// typical ones are as far from the origin as they are: K. Shoemake, “Animating rotation with
    /// quaternion curves”, SIGGRAPH 1985, without its normalization.
    ///
    /// Straight where the two point nearly the same or opposite ways, or one is at the origin.
    static func spherical(_ from: [Float], _ to: [Float], part: Double) -> [Float] {
        var (first, second) = (1 - part, part)
        let lengths = norm(from[...]) * norm(to[...])
        if lengths > 1e-12 {
            let dot = zip(from, to).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            let angle = acos(min(max(dot / lengths, -1), 1))
            if sin(angle) > 1e-3 {
                first = sin((1 - part) * angle) / sin(angle)
                second = sin(part * angle) / sin(angle)
            }
        }
        return zip(from, to).map { Float(first * Double($0) + second * Double($1)) }
    }

    /// Between `from` (0) and `to` (1) straight: nearer to the origin than both in the middle.
    static func linear(_ from: [Float], _ to: [Float], part: Double) -> [Float] {
        zip(from, to).map { Float((1 - part) * Double($0) + part * Double($1)) }
    }

    /// The Euclidean norm.
    static func norm(_ vector: ArraySlice<Float>) -> Double {
        vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    /// The number that a standard normal variable stays below with this probability, by bisection
    /// of the error function.
    ///
    /// - Precondition: 0 < probability < 1.
    static func normalQuantile(_ probability: Double) -> Double {
        precondition(probability > 0 && probability < 1, "no quantile")
        var (low, high) = (-40.0, 40.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }
}
