/// The sizes that no other beats in both rate (KL) and distortion (reconstruction).
///
/// Alemi et al., "Fixing a broken ELBO", ICML 2018: the negative ELBO is their sum. Along the front
/// more rate buys less distortion; the member with the lowest sum is where one more nat of rate no
/// longer buys one nat of distortion.
public struct RateDistortionFront: Sendable, Hashable, Encodable {
    /// Members, in the order given.
    public let latentSizes: [Int]
    /// The member with the lowest negative ELBO, the first of equal ones; nil without sizes.
    public let lowestSum: Int?

    /// A size is left out if another has neither figure higher and one lower.
    public init(_ sizes: [SecondOpinions.Size]) {
        let members = sizes.filter { size in
            !sizes.contains { other in
                other.divergence <= size.divergence && other.reconstruction <= size.reconstruction
                    && (other.divergence < size.divergence
                        || other.reconstruction < size.reconstruction)
            }
        }
        latentSizes = members.map(\.latentSize)
        lowestSum =
            members.min {
                $0.divergence + $0.reconstruction < $1.divergence + $1.reconstruction
            }?.latentSize
    }
}
