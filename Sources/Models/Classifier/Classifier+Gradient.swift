import Compute
public import Datasets
import Foundation

extension Classifier {
    /// The cross-entropy of the images at `indices` of `set` under the softmax, in nats, summed over
    /// images; and in `gradients` the gradient of its mean.
    ///
    /// - Precondition: labelled images of the classifier's size, labels below `classes`.
    public func differentiate(_ set: ImageSet, at indices: ArraySlice<Int>) -> Double {
        let gradients = store.gradients.pointer
        return differentiate(set, at: indices) { places, _, gradient in
            (gradients + places.lowerBound).update(from: gradient, count: places.count)
        }
    }

    /// The same; the gradient goes to `use`.
    public func differentiate(
        _ set: ImageSet, at indices: ArraySlice<Int>, use: ParameterUse
    ) -> Double {
        guard let labels = set.labels else { preconditionFailure("images without labels") }
        let count = indices.count
        let memory = workspace(count: count)
        let values = UnsafePointer(store.values.pointer)
        let parameters = store.values.pointer
        func take(_ places: Range<Int>, _ gradient: UnsafePointer<Float>) {
            use(places, parameters + places.lowerBound, gradient)
        }

        memory.images.fill(from: set, at: indices)
        forward(memory.images.pointer, count: count, in: memory, keepingSlopes: true)
        let loss = softmax(indices.map { Int(labels[$0]) }, in: memory)
        memory.head.inputGradient(
            memory.logitGradient.pointer, count: count, values: values,
            into: memory.hidden.outputGradient)
        memory.head.gradients(
            memory.hidden.output, outputGradient: memory.logitGradient.pointer, count: count,
            use: take)
        memory.hidden.backward(
            memory.map.pointer, count: count, values: values,
            inputGradient: memory.mapGradient.pointer, use: take)
        memory.encoder.backward(memory.mapGradient.pointer, count: count, use: take)
        return loss
    }

    /// −log softmax at the targets, summed; the gradient by the logits is (softmax − one-hot) / n.
    private func softmax(_ targets: [Int], in memory: ClassifierWorkspace) -> Double {
        let classes = configuration.classes
        var loss = 0.0
        for (image, target) in targets.enumerated() {
            let row = UnsafeBufferPointer(
                start: memory.logits.pointer + image * classes, count: classes)
            let top = Double(row.max() ?? 0)
            let exponentials = row.map { exp(Double($0) - top) }
            let sum = exponentials.reduce(0, +)
            loss += log(sum) + top - Double(row[target])
            for (index, value) in exponentials.enumerated() {
                memory.logitGradient.pointer[image * classes + index] = Float(
                    (value / sum - (index == target ? 1 : 0)) / Double(targets.count))
            }
        }
        return loss
    }
}
