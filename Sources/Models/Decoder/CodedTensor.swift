public import Compute

/// A tensor in few bits, symmetric around 0: each value is its channel's scale times a code.
///
/// A value differs from what it was by at most half a scale with `int8`, and by 2⁻¹² of its channel's
/// largest with `fp16`.
public struct CodedTensor: Sendable, Hashable {
    /// The lengths of the axes.
    public let shape: [Int]
    /// The axis of channels.
    public let axis: Int
    /// What a code is.
    public let code: WeightCode
    /// One a channel.
    public let scales: [Float]
    /// `code.width` bytes a value, in row-major order.
    public let codes: [UInt8]

    /// Rounds a tensor of finite values, whose axis `axis` is that of channels.
    ///
    /// - Precondition: there is such an axis.
    public init(_ tensor: Tensor, axis: Int, code: WeightCode) {
        precondition(tensor.shape.indices.contains(axis), "no axis \(axis)")
        let channels = Channels(tensor.shape, axis)
        var largest = [Float](repeating: 0, count: channels.count)
        for (place, value) in tensor.values.enumerated() {
            let channel = channels.of(place)
            largest[channel] = max(largest[channel], abs(value))
        }
        let scales = largest.map(code.scale)
        var codes: [UInt8] = []
        codes.reserveCapacity(tensor.values.count * code.width)
        for (place, value) in tensor.values.enumerated() {
            let scale = Double(scales[channels.of(place)])
            code.append(scale > 0 ? Double(value) / scale : 0, to: &codes)
        }
        shape = tensor.shape
        self.axis = axis
        self.code = code
        self.scales = scales
        self.codes = codes
    }

    /// What the codes stand for.
    public var restored: Tensor {
        let channels = Channels(shape, axis)
        let values = (0..<codes.count / code.width).map { place in
            Float(code.code(codes, at: place) * Double(scales[channels.of(place)]))
        }
        return Tensor(shape: shape, values: values)
    }

    /// Which channel each value is of.
    private struct Channels {
        let count: Int, length: Int

        init(_ shape: [Int], _ axis: Int) {
            count = shape[axis]
            length = shape[(axis + 1)...].reduce(1, *)
        }

        func of(_ place: Int) -> Int { place / length % count }
    }
}
