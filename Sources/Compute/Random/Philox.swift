import Foundation

/// Philox 4x32-10, a counter-based random number generator: its state is a number.
///
/// Equal key and counter give equal bits on every machine, in any order. Salmon, Moraes, Dror and
/// Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public struct Philox: RandomNumberGenerator, Sendable {
    /// What random numbers are for: different purposes draw from different sequences.
    public struct Purpose: Sendable, Hashable {
        let number: UInt16

        init(_ number: UInt16) {
            self.number = number
        }
    }

    let key: SIMD2<UInt32>
    let purpose: UInt16
    let stream: UInt64
    private var block: UInt64 = 0
    private var words = SIMD4<UInt32>()
    private var unread = 0
    private var spareNormal: Double?

    /// The sequence `stream` (an epoch, a step, an image) of one purpose under one seed.
    public init(seed: UInt64, purpose: Purpose, stream: UInt64 = 0) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.purpose = purpose.number
        self.stream = stream
    }

    /// 64 uniform bits.
    public mutating func next() -> UInt64 {
        if unread == 0 {
            // Ten rounds make one block of 128 bits; 2^47 blocks a stream.
            let counter = SIMD4(
                UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: stream),
                UInt32(truncatingIfNeeded: stream >> 32),
                UInt32(purpose) << 16 | UInt32(truncatingIfNeeded: block >> 32))
            words = Self.block(counter: counter, key: key)
            block += 1
            unread = 2
        }
        unread -= 1
        let first = unread == 1 ? 0 : 2
        return UInt64(words[first]) | UInt64(words[first + 1]) << 32
    }

    /// Uniform in 0 ..< 1, 53 bits.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Standard normal, by the transform of Box and Muller (1958).
    public mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        // 1 - u is in (0, 1], where the logarithm is finite.
        let radius = (-2 * Foundation.log(1 - uniform())).squareRoot()
        let angle = 2 * Double.pi * uniform()
        spareNormal = radius * Foundation.sin(angle)
        return radius * Foundation.cos(angle)
    }

    /// Uniform in 0 ..< bound, without bias.
    ///
    /// - Precondition: `bound` is positive.
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "nothing to draw from")
        let bound = UInt64(bound)
        // Lemire's method: the high half of a product, the biased strip at its bottom redrawn.
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let strip = (0 &- bound) % bound
            while product.low < strip { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// Puts the elements in a uniformly random order (Fisher and Yates).
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, below(last + 1))
        }
    }

    /// One block: ten rounds over `counter` with the Weyl sequence of `key`.
    static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var c = counter
        var k = key
        for round in 0..<10 {
            if round > 0 { k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85) }
            let p0 = UInt64(c[0]) * 0xD251_1F53
            let p1 = UInt64(c[2]) * 0xCD9E_8D57
            c = SIMD4(
                UInt32(truncatingIfNeeded: p1 >> 32) ^ c[1] ^ k[0],
                UInt32(truncatingIfNeeded: p1),
                UInt32(truncatingIfNeeded: p0 >> 32) ^ c[3] ^ k[1],
                UInt32(truncatingIfNeeded: p0))
        }
        return c
    }
}
