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
    /// The step's rate and root of the second correction.
    private var rate: Float = 0, root: Float = 1

    /// Moments of a training at `step`; empty arrays stand for zeros.
    init(parameterCount: Int, step: Int, first: [Float], second: [Float]) {
        self.first = Buffer(count: parameterCount)
        self.second = Buffer(count: parameterCount)
        self.step = step
        self.first.assign(first)
        self.second.assign(second)
    }

    /// Begins a step, in which each parameter is moved once.
    func begin(rate: Double) {
        step += 1
        self.rate = Float(rate / (1 - pow(Self.beta1, Double(step))))
        root = Float(1 / (1 - pow(Self.beta2, Double(step))).squareRoot())
    }

    /// Moves the parameters at `places` against their gradient. Several threads may move different
    /// ones. A `ParameterUse`.
    func move(
        _ places: Range<Int>, _ values: UnsafeMutablePointer<Float>,
        _ gradient: UnsafePointer<Float>
    ) {
        let start = places.lowerBound
        Kernels.shared.adam(
            value: values, first: first.pointer + start, second: second.pointer + start,
            gradient: gradient, count: places.count, rate: rate, root: root,
            beta1: Float(Self.beta1), beta2: Float(Self.beta2), epsilon: Float(Self.epsilon))
    }
}

@available(*, unavailable)
extension Adam: Sendable {}
