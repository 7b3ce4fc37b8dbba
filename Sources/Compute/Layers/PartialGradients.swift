/// Gradients of convolutions' weights and biases, summed over images part by part of a batch, and the
/// parts then in order: threads take parts, and the sums do not depend on them.
final class PartialGradients {
    /// Parts of every batch: more threads than that find nothing to do.
    static let parts = 8

    private let places:
        [(local: LayerParameters, whole: LayerParameters, weights: Int, biases: Int)]
    /// [part][layer: weights, biases]
    private let sums: Buffer
    private let count: Int

    /// Room for layers with that many weights and biases, whose place in a model is `parameters`.
    init(_ parameters: [LayerParameters], weights: [Int], biases: [Int]) {
        var end = 0
        places = parameters.indices.map { index in
            defer { end += weights[index] + biases[index] }
            return (
                LayerParameters(weights: end, biases: end + weights[index]), parameters[index],
                weights[index], biases[index]
            )
        }
        count = end
        sums = Buffer(count: Self.parts * end)
    }

    /// The weights' sums of a part and a layer.
    func weights(part: Int, layer: Int) -> UnsafeMutablePointer<Float> {
        sums.pointer + part * count + places[layer].local.weights
    }

    /// The biases' sums of a part and a layer.
    func biases(part: Int, layer: Int) -> UnsafeMutablePointer<Float> {
        sums.pointer + part * count + places[layer].local.biases
    }

    /// Sets a part's biases to zero; weights are overwritten by a part's first chunk.
    func begin(part: Int) {
        for (index, place) in places.enumerated() {
            biases(part: part, layer: index).update(repeating: 0, count: place.biases)
        }
    }

    /// Sets all of a part to zero, where it has no images.
    func clear(part: Int) {
        (sums.pointer + part * count).update(repeating: 0, count: count)
    }

    /// Gives the sums of all parts, which are taken into the first.
    func finish(use: GradientUse) {
        for part in 1..<Self.parts {
            Kernels.shared.addColumnSums(
                sums.pointer + part * count, to: sums.pointer, rows: 1, columns: count)
        }
        for (index, place) in places.enumerated() {
            let weights = place.whole.weights, biases = place.whole.biases
            use(weights..<weights + place.weights, self.weights(part: 0, layer: index))
            use(biases..<biases + place.biases, self.biases(part: 0, layer: index))
        }
    }
}

@available(*, unavailable)
extension PartialGradients: Sendable {}
