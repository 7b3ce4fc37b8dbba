import Foundation
import Testing

@testable import Compute

/// The pixel losses of every instruction set against plain double precision.
@Suite struct LikelihoodKernelTests {
    /// Wide, and dense where series and closed forms meet.
    private static let logits: [Float] =
        stride(from: -60, through: 60, by: 0.37).map { Float($0) }
        + stride(from: -1.2, through: 1.2, by: 0.013).map { Float($0) }
        + [0, -0.0, 1, -1, 1e-30, -1e-8, 1e-4, 120, -120, 88.5, 3e5, -3e5]

    /// log((exp(l) - 1) / l), and its derivative.
    private static func partition(_ l: Double) -> Double {
        let ratio = l == 0 ? 1 : -expm1(-abs(l)) / abs(l)
        return max(l, 0) + log(ratio)
    }

    private static func continuousMean(_ l: Double) -> Double {
        abs(l) < 1e-3 ? 0.5 + l / 12 - l * l * l / 720 : -1 / expm1(-l) - 1 / l
    }

    private static func sigmoid(_ l: Double) -> Double { 1 / (1 + exp(-l)) }

    @Test(arguments: KernelSet.all, [0, 0.3, 1] as [Float])
    func continuousBernoulli(set: KernelSet, target: Float) {
        for (index, logit) in Self.logits.enumerated() {
            var slope: Float = 0
            let loss = set.kernels.continuousBernoulli(
                logits: [logit], targets: [target], gradient: &slope, scale: 0.5, count: 1)
            let (l, x) = (Double(logit), Double(target))
            let exact = Self.partition(l) - l * x
            #expect(abs(loss - exact) < 3e-7 * (1 + abs(l)), "\(index): \(logit)")
            #expect(abs(Double(slope) - 0.5 * (Self.continuousMean(l) - x)) < 2e-7, "\(logit)")
        }
    }

    @Test(arguments: KernelSet.all, [0, 0.3, 1] as [Float])
    func squaredError(set: KernelSet, target: Float) {
        for logit in Self.logits {
            var slope: Float = 0
            let loss = set.kernels.squaredError(
                logits: [logit], targets: [target], gradient: &slope, scale: 2, count: 1)
            let mean = Self.sigmoid(Double(logit))
            let difference = mean - Double(target)
            #expect(abs(loss - difference * difference) < 3e-7, "\(logit)")
            let exact = 2 * difference * mean * (1 - mean)
            #expect(abs(Double(slope) - exact) < 3e-7 * abs(exact) + 3e-7, "\(logit)")
        }
    }

    @Test(arguments: KernelSet.all)
    func continuousBernoulliMean(set: KernelSet) {
        var means = Self.logits
        set.kernels.continuousBernoulliMean(Self.logits, into: &means, count: means.count)
        for (logit, mean) in zip(Self.logits, means) {
            let exact = Self.continuousMean(Double(logit))
            #expect(abs(Double(mean) - exact) < 2e-7 * max(exact, 0.5), "\(logit)")
            #expect((0...1).contains(mean))
        }
    }

    /// Sums over blocks and odd tails are those of the parts, and without a gradient the same.
    @Test(arguments: KernelSet.all)
    func sums(set: KernelSet) {
        let targets = Self.logits.indices.map { Float($0 % 7) / 6 }
        let small = Self.logits.map { max(-50, min(50, $0)) }
        for kernel in [set.kernels.continuousBernoulli, set.kernels.squaredError] {
            var gradient = [Float](repeating: 0, count: small.count)
            let total = kernel(small, targets, &gradient, 1, small.count)
            let single = small.indices.reduce(0.0) {
                $0 + kernel([small[$1]], [targets[$1]], nil, 1, 1)
            }
            #expect(abs(total - single) < 1e-6 * abs(total))
            #expect(kernel(small, targets, nil, 1, small.count) == total)
        }
    }

    /// What is not a number stays one, so that a training that diverges is noticed.
    @Test(arguments: KernelSet.all)
    func notANumberIsKept(set: KernelSet) {
        for kernel in [set.kernels.continuousBernoulli, set.kernels.squaredError] {
            #expect(kernel([.nan], [0], nil, 1, 1).isNaN)
        }
    }
}
