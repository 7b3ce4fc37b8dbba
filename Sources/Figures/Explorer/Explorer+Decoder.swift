import Compute
import Drawing
import Evaluation
import Foundation
import Models
import Studies

extension Explorer.Decoder {
    /// Rounds a model's decoder to bytes where nobody would see it, and to two bytes a weight elsewhere.
    /// Throws `ModelError`.
    init(
        _ size: StudyView.Size, _ model: VAE, _ source: ImageSource, _ chosen: [Int]
    ) throws {
        let task = size.shown.record.task
        let all = try source.exampleMeans(of: task)
        let latents = Self.latents(model.configuration.latentSize, means: all)
        let (coded, fidelity) = try Self.rounded(model, on: latents)
        latentSize = size.latentSize
        seed = task.seed
        light = Theme.light.colour(of: size.ink).css
        dark = Theme.dark.colour(of: size.ink).css
        layers = coded.layers
        codes = coded.codes
        self.fidelity = fidelity
        dimensions = size.rankedDimensions.map {
            Explorer.Dimension(
                number: $0.number, kl: Self.short($0.kl), isActive: $0.isActive)
        }
        means = chosen.map { row in
            (0..<size.latentSize).map { Self.short(Double(all.values[row * size.latentSize + $0])) }
        }
        weights = Deflated.data(coded.bytes)
    }

    /// A byte a weight, or where that is not near enough, two bytes in as few weights as will do, and
    /// how near it is.
    ///
    /// Layers get two bytes by rising number of weights: those next to the latent and to the pixels are
    /// small and count most, and nearly all weights are in one layer between.
    static func rounded(
        _ model: VAE, on latents: Tensor
    ) throws -> (CodedDecoder, DecoderFidelity) {
        let exact = model.decodeMeans(latents)
        func attempt(_ codes: [WeightCode]) throws -> (CodedDecoder, DecoderFidelity) {
            let coded = CodedDecoder(model, codes: codes)
            let rounded = try coded.restored(in: model).decodeMeans(latents)
            return (coded, DecoderFidelity(of: rounded, against: exact))
        }
        let sizes = model.decoderLayers.map(\.weightCount)
        var codes = sizes.map { _ in WeightCode.int8 }
        var best = try attempt(codes)
        for layer in sizes.indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) })
        where !best.1.isEnough {
            codes[layer] = .fp16
            best = try attempt(codes)
        }
        return best
    }

    /// Draws from the prior, then posterior means of test images, [latents, latentSize]: always the
    /// same for a model.
    private static func latents(_ latentSize: Int, means: Tensor) -> Tensor {
        let draws = (0..<Explorer.draws).flatMap {
            Philox(seed: 1, purpose: .rounding, stream: UInt64($0)).normals(latentSize)
        }
        let some = means.rows(0..<min(Explorer.draws, means.shape[0]))
        return Tensor(
            shape: [Explorer.draws + some.shape[0], latentSize], values: draws + some.values)
    }

    /// To four decimals; JSON has no other numbers.
    private static func short(_ value: Double) -> Double {
        value.isFinite ? (value * 1e4).rounded() / 1e4 : 0
    }
}
