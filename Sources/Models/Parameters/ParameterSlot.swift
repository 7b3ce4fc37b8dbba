import Compute

/// One parameter: its PyTorch name and shape, and where it lies in the model's flat arrays.
struct ParameterSlot: Sendable {
    /// How PyTorch's axes are ordered in our memory.
    enum Layout: Sendable {
        /// A vector: the same in both.
        case vector
        /// [small channels, large channels, ky, kx] there, [ky, kx, large, small] here. Conv2d's
        /// OIHW and ConvTranspose2d's IOHW are both of that form.
        case convolution(ConvolutionShape)
        /// [outputs, inputs] there, [inputs, outputs] here; an axis that is a feature map is in
        /// C, H, W order there and H, W, C here.
        case dense(inputs: FeatureAxis, outputs: FeatureAxis)
        /// A vector over a feature map, reordered likewise.
        case featureVector(FeatureAxis)
    }

    let name: String
    /// PyTorch's shape.
    let shape: [Int]
    /// The first element in the flat arrays.
    let offset: Int
    let layout: Layout
    /// The middle of the uniform distribution it starts from, and how far that reaches.
    let initialCentre: Double, initialBound: Double

    var count: Int { shape.reduce(1, *) }

    /// For each element in PyTorch's order, its place in ours, relative to `offset`.
    var places: [Int] {
        switch layout {
        case .vector:
            return Array(0..<count)
        case .featureVector(let axis):
            return axis.places
        case .dense(let inputs, let outputs):
            let inputPlaces = inputs.places
            return outputs.places.flatMap { output in
                inputPlaces.map { $0 * outputs.count + output }
            }
        case .convolution(let shape):
            var places = [Int]()
            places.reserveCapacity(count)
            for small in 0..<shape.smallChannels {
                for large in 0..<shape.largeChannels {
                    for tap in 0..<shape.kernel * shape.kernel {
                        places.append(
                            (tap * shape.largeChannels + large) * shape.smallChannels + small)
                    }
                }
            }
            return places
        }
    }
}

/// An axis of a fully-connected layer: a plain vector, or a flattened feature map.
struct FeatureAxis: Sendable {
    let channels: Int
    let pixels: Int

    var count: Int { channels * pixels }

    /// A vector of `count` values.
    static func plain(_ count: Int) -> FeatureAxis { FeatureAxis(channels: 1, pixels: count) }

    /// For each element in C, H, W order, its place in H, W, C order.
    var places: [Int] {
        (0..<channels).flatMap { channel in (0..<pixels).map { $0 * channels + channel } }
    }
}
