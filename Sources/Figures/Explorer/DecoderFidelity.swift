import Compute
import Models

/// How near a rounded decoder's images come to the decoder's own.
public struct DecoderFidelity: Sendable, Hashable, Codable {
    /// Latents it is measured on.
    public let latents: Int
    /// Share of pixels whose means differ by at most `near` grey values of 255.
    public let share: Double
    /// The largest difference of two means, in grey values of 255.
    public let largest: Double

    /// What counts as near, in grey values of 255, and what share of pixels has to be: twice as many as
    /// nobody would see, 99.9 %, so that other latents than those measured pass as well.
    static let near = 3.0, leastShare = 0.9995
    /// What no pixel may differ by, in grey values of 255; of other latents' pixels, 8.
    static let most = 6.0

    /// Gives the numbers as they are.
    init(latents: Int, share: Double, largest: Double) {
        self.latents = latents
        self.share = share
        self.largest = largest
    }

    /// Compares means [latents, pixels] in 0…1.
    ///
    /// - Precondition: the shapes are equal.
    init(of rounded: Tensor, against exact: Tensor) {
        precondition(rounded.shape == exact.shape, "images of other latents")
        var near = 0
        var largest = 0.0
        for (one, other) in zip(rounded.values, exact.values) {
            let difference = abs(Double(one) - Double(other)) * 255
            if difference <= Self.near { near += 1 }
            largest = max(largest, difference.isNaN ? .infinity : difference)
        }
        latents = exact.shape[0]
        share = Double(near) / Double(max(exact.values.count, 1))
        self.largest = largest
    }

    /// Whether nobody would see a difference.
    var isEnough: Bool { share >= Self.leastShare && largest <= Self.most }
}
