/// How a weight is written in few bits: a code that its output channel's scale is multiplied with.
public enum WeightCode: String, Codable, Hashable, Sendable, CaseIterable {
    /// A whole number from -127 to 127, one byte.
    case int8
    /// IEEE 754 binary16 from -1 to 1, two bytes, the low one first.
    case fp16

    /// Bytes of a code.
    public var width: Int { self == .int8 ? 1 : 2 }

    /// The largest magnitude of a code: a channel's largest weight gets it.
    var limit: Double { self == .int8 ? 127 : 1 }

    /// The scale of a channel whose largest magnitude is `largest`: 0 where all its weights are, or are
    /// so small that no scale can be written.
    func scale(largest: Float) -> Float {
        let scale = Float(Double(largest) / limit)
        // Rounded up, the largest number there is would come back as infinity.
        return Double(scale) * limit > Double(largest) ? scale.nextDown : scale
    }

    /// The code nearest to `ratio`, a weight divided by its channel's scale, and its bytes.
    func append(_ ratio: Double, to bytes: inout [UInt8]) {
        let kept = min(max(ratio, -limit), limit)
        switch self {
        case .int8:
            bytes.append(UInt8(bitPattern: Int8(kept.rounded(.toNearestOrEven))))
        case .fp16:
            let pattern = Float16(kept).bitPattern
            bytes += [UInt8(truncatingIfNeeded: pattern), UInt8(pattern >> 8)]
        }
    }

    /// The code at a place, counted in codes.
    func code(_ bytes: [UInt8], at place: Int) -> Double {
        switch self {
        case .int8: Double(Int8(bitPattern: bytes[place]))
        case .fp16:
            Double(
                Float16(
                    bitPattern: UInt16(bytes[2 * place]) | UInt16(bytes[2 * place + 1]) << 8))
        }
    }
}
