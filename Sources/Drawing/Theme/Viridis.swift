/// The colour map viridis by S. van der Walt and N. Smith (CC0): perceptually uniform, readable
/// in grey and with any colour vision.
enum Viridis {
    /// Every eighth entry of the map, `0xRRGGBB`.
    private static let knots: [UInt32] = [
        0x440154, 0x470D60, 0x48186A, 0x482374, 0x472D7B, 0x453781, 0x424086, 0x3E4989, 0x3B528B,
        0x375B8D, 0x33638D, 0x2F6B8E, 0x2C728E, 0x297A8E, 0x26828E, 0x23898E, 0x21918C, 0x1F978B,
        0x1F9F88, 0x21A685, 0x27AD81, 0x31B57B, 0x3DBC74, 0x4CC26C, 0x5CC863, 0x6ECE58, 0x81D34D,
        0x95D840, 0xAADC32, 0xC0DF25, 0xD5E21A, 0xEAE51A, 0xFDE725,
    ]

    /// The colour at `place` from 0 (dark violet) to 1 (yellow).
    static func colour(at place: Double) -> Colour {
        let position = min(max(place, 0), 1) * Double(knots.count - 1)
        let index = min(Int(position), knots.count - 2)
        return Colour(hex: knots[index]).mixed(
            with: Colour(hex: knots[index + 1]), part: position - Double(index))
    }
}
