import Compute
import Foundation
import Models

/// Adam with PyTorch's defaults: beta1 0.9, beta2 0.999, epsilon 1e-8, bias corrected
/// (Kingma and Ba 2015).
final class Adam {
    static let beta1 = 0.9
    static let beta2 = 0.999
    static let epsilon = 1e-8

    /// Moments in the model's own parameter order.
    let first: Buffer, second: Buffer
    /// Steps taken.
    private(set) var step: Int

    /// Moments of a training at `step`; empty arrays stand for zeros.
    init(parameterCount: Int, step: Int, first: [Float], second: [Float]) {
        self.first = Buffer(count: parameterCount)
        self.second = Buffer(count: parameterCount)
        self.step = step
        self.first.assign(first)
        self.second.assign(second)
    }

    /// Moves the model's parameters against its gradients.
    func update(_ model: some Trainable, rate: Double) {
        step += 1
        let firstCorrection = 1 - pow(Self.beta1, Double(step))
        let secondCorrection = 1 - pow(Self.beta2, Double(step))
        model.update { values, gradients, count in
            Elementwise.shared.adam(
                value: values, first: first.pointer, second: second.pointer, gradient: gradients,
                count: count, rate: Float(rate / firstCorrection),
                root: Float(1 / secondCorrection.squareRoot()), beta1: Float(Self.beta1),
                beta2: Float(Self.beta2), epsilon: Float(Self.epsilon))
        }
    }
}

@available(*, unavailable)
extension Adam: Sendable {}
