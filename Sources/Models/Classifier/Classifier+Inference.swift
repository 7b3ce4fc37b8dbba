public import Compute
import Datasets
import Foundation

extension Classifier {
    /// What a classifier makes of some images.
    public struct Prediction: Sendable {
        /// [n, features]: the activations of the penultimate layer.
        public let features: Tensor
        /// [n, classes]
        public let logits: Tensor

        /// The class with the largest logit of each image; the first of equal ones.
        public var classes: [UInt8] {
            rows.map { row in
                var best = 0
                for index in row.indices where row[index] > row[best] { best = index }
                return UInt8(best)
            }
        }

        /// The softmax's largest probability of each image.
        public var confidences: [Double] {
            rows.map { row in
                let top = Double(row.max() ?? 0)
                return 1 / row.reduce(0) { $0 + exp(Double($1) - top) }
            }
        }

        private var rows: [[Float]] {
            let length = logits.rowLength
            return stride(from: 0, to: logits.values.count, by: length).map {
                Array(logits.values[$0..<$0 + length])
            }
        }
    }

    /// Images worked on at a time: fixed, so that results do not depend on the caller.
    private static let block = 250

    /// Features and logits of images [n, height · width] with values in 0…1; any n.
    ///
    /// - Precondition: images of the classifier's size.
    public func predict(_ images: Tensor) -> Prediction {
        let pixels = configuration.image.count
        let count = images.shape[0]
        precondition(images.shape == [count, pixels], "images of another size")
        var features = [Float](), logits = [Float]()
        features.reserveCapacity(count * configuration.features)
        logits.reserveCapacity(count * configuration.classes)
        images.values.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            for start in stride(from: 0, to: count, by: Self.block) {
                let block = min(Self.block, count - start)
                let memory = workspace(count: Self.block)
                forward(first + start * pixels, count: block, in: memory)
                features += UnsafeBufferPointer(
                    start: memory.hidden.output, count: block * configuration.features)
                logits += UnsafeBufferPointer(
                    start: memory.logits.pointer, count: block * configuration.classes)
            }
        }
        return Prediction(
            features: Tensor(shape: [count, configuration.features], values: features),
            logits: Tensor(shape: [count, configuration.classes], values: logits))
    }

    /// Fills the workspace up to its logits.
    func forward(
        _ images: UnsafePointer<Float>, count: Int, in memory: ClassifierWorkspace,
        keepingSlopes: Bool = false
    ) {
        let values = UnsafePointer(store.values.pointer)
        memory.encoder.forward(
            images, count: count, values: values, into: memory.map.pointer,
            keepingSlopes: keepingSlopes)
        memory.hidden.forward(
            memory.map.pointer, count: count, values: values, keepingSlopes: keepingSlopes)
        memory.head.forward(
            memory.hidden.output, count: count, values: values, into: memory.logits.pointer)
    }
}
