import Compute
import Datasets
import Foundation
import Models

/// What a training step does beside multiplying matrices, and what it takes.
struct ElementwiseCases {
    private let rounds: Rounds
    private let kernels = Kernels.shared
    /// A chunk's largest map of the default model: it stays in the cache.
    private let count = 4 * 14 * 14 * 32
    private let values: Buffer, gradient: Buffer, out: Buffer

    /// All measurements in `rounds`.
    init(_ rounds: Rounds) {
        self.rounds = rounds
        values = RandomValues.buffer(count)
        gradient = RandomValues.buffer(count, stream: 1)
        out = Buffer(count: count)
    }

    /// One measurement each.
    func all(_ model: VAEConfiguration) -> [Measurement] {
        nonlinearities() + losses() + [adam(model), copy(model)] + loading(model)
    }

    private func nonlinearities() -> [Measurement] {
        let channels = 32
        let bias = RandomValues.buffer(channels, stream: 2)
        let slopes = Buffer(count: count)
        return [
            perValue("SiLU and its derivative, with a copy") {
                // In place, so from the same values each time.
                out.pointer.update(from: values.pointer, count: count)
                kernels.activate(
                    out.pointer, bias: bias.pointer, slopes: slopes.pointer,
                    rows: count / channels, columns: channels, .silu)
            },
            perValue("product with derivatives, with a copy") {
                out.pointer.update(from: gradient.pointer, count: count)
                kernels.multiply(out.pointer, by: values.pointer, count: count)
            },
        ]
    }

    private func losses() -> [Measurement] {
        let targets = RandomValues.buffer(count, stream: 3)
        for index in 0..<count { targets.pointer[index] = targets.pointer[index].magnitude }
        return [
            perValue("Bernoulli loss and gradient") {
                _ = kernels.bernoulli(
                    logits: values.pointer, targets: targets.pointer, gradient: out.pointer,
                    count: count)
            },
            perValue("continuous Bernoulli loss and gradient") {
                _ = kernels.continuousBernoulli(
                    logits: values.pointer, targets: targets.pointer, gradient: out.pointer,
                    count: count)
            },
            perValue("squared error and gradient") {
                _ = kernels.squaredError(
                    logits: values.pointer, targets: targets.pointer, gradient: out.pointer,
                    count: count)
            },
        ]
    }

    private func perValue(_ name: String, _ body: () -> Void) -> Measurement {
        rounds.measure(name, Double(count) / 1e9, "Gvalue/s", body)
    }

    /// Reads four arrays and writes three.
    private func adam(_ model: VAEConfiguration) -> Measurement {
        let count = VAE(model, seed: 1).parameterCount
        let value = RandomValues.buffer(count), first = RandomValues.buffer(count, stream: 1)
        let second = Buffer(count: count), gradient = RandomValues.buffer(count, stream: 2)
        for index in 0..<count { second.pointer[index] = 0.5 }
        return rounds.measure("Adam, \(count) parameters", 28 * Double(count) / 1e9, "GB/s") {
            kernels.adam(
                value: value.pointer, first: first.pointer, second: second.pointer,
                gradient: gradient.pointer, count: count, rate: 1e-3, root: 1, beta1: 0.9,
                beta2: 0.999, epsilon: 1e-8)
        }
    }

    /// What memory gives at most: the same seven streams' bytes, read and written in halves.
    private func copy(_ model: VAEConfiguration) -> Measurement {
        let count = VAE(model, seed: 1).parameterCount * 7 / 2
        let from = RandomValues.buffer(count), to = Buffer(count: count)
        return rounds.measure("copying as many bytes", 8 * Double(count) / 1e9, "GB/s") {
            to.pointer.update(from: from.pointer, count: count)
        }
    }

    /// A byte read and a float written for each pixel; noise by the number.
    private func loading(_ model: VAEConfiguration) -> [Measurement] {
        let size = 128
        let set = RandomValues.images(model.image, count: 8 * size)
        let order = BatchOrder.shuffled(count: set.count, seed: 1, epoch: 0)
        let batch = Batch(model, capacity: size)
        var start = 0
        let gather = rounds.measure(
            "gather of images", 5 * Double(size * model.image.count) / 1e9, "GB/s"
        ) {
            batch.load(set, at: order[start..<start + size])
            start = (start + size) % order.count
        }
        let stream = Philox(seed: 1, purpose: .examples)
        let noise = rounds.measure(
            "posterior noise", Double(size * model.latentSize) / 1e6, "Mvalue/s"
        ) { batch.drawNoise(stream) }
        return [gather, noise]
    }
}
