import Compute

/// Lays parameters out one after the other, with PyTorch's names, shapes and first values.
struct ParameterPlanner {
    private(set) var slots = [ParameterSlot]()
    private var end = 0

    /// Weights and biases of a strided convolution (`Conv2d`).
    mutating func convolution(_ name: String, _ shape: ConvolutionShape) -> LayerParameters {
        layer(
            name,
            weightShape: [
                shape.smallChannels, shape.largeChannels, shape.kernel, shape.kernel,
            ],
            weightLayout: .convolution(shape), biasLayout: .vector, biases: shape.smallChannels,
            fanIn: shape.windowCount)
    }

    /// Weights and biases of a transposed convolution (`ConvTranspose2d`) whose adjoint is `shape`.
    mutating func transposedConvolution(
        _ name: String, _ shape: ConvolutionShape
    ) -> LayerParameters {
        // PyTorch takes the fan-in from the second axis of the weight, which here is the outputs'.
        layer(
            name,
            weightShape: [
                shape.smallChannels, shape.largeChannels, shape.kernel, shape.kernel,
            ],
            weightLayout: .convolution(shape), biasLayout: .vector, biases: shape.largeChannels,
            fanIn: shape.windowCount)
    }

    /// Weights and biases of a fully-connected layer (`Linear`).
    mutating func dense(
        _ name: String, inputs: FeatureAxis, outputs: FeatureAxis
    ) -> Dense {
        let parameters = layer(
            name, weightShape: [outputs.count, inputs.count],
            weightLayout: .dense(inputs: inputs, outputs: outputs),
            biasLayout: .featureVector(outputs), biases: outputs.count, fanIn: inputs.count)
        return Dense(inputs: inputs.count, outputs: outputs.count, parameters: parameters)
    }

    /// One number that starts from `value` whatever the seed; its place comes back.
    mutating func constant(_ name: String, _ value: Double) -> Int {
        append(name, [1], .vector, bound: 0, centre: value)
    }

    private mutating func layer(
        _ name: String, weightShape: [Int], weightLayout: ParameterSlot.Layout,
        biasLayout: ParameterSlot.Layout, biases: Int, fanIn: Int
    ) -> LayerParameters {
        // Kaiming uniform with a = √5 is uniform within 1 / √fan-in, and so are the biases.
        let bound = 1 / Double(fanIn).squareRoot()
        let weights = append(name + ".weight", weightShape, weightLayout, bound: bound)
        return LayerParameters(
            weights: weights, biases: append(name + ".bias", [biases], biasLayout, bound: bound))
    }

    private mutating func append(
        _ name: String, _ shape: [Int], _ layout: ParameterSlot.Layout, bound: Double,
        centre: Double = 0
    ) -> Int {
        let slot = ParameterSlot(
            name: name, shape: shape, offset: end, layout: layout, initialCentre: centre,
            initialBound: bound)
        slots.append(slot)
        end += slot.count
        return slot.offset
    }
}
