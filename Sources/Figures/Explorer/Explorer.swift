import Compute
import Datasets
import Evaluation
public import Foundation
public import Models
import Studies

/// The decoders of some latent sizes with all that is needed to try them where there is nothing else
/// of the study: `docs/explorer.md` tells its JSON.
public struct Explorer: Sendable, Codable {
    /// Pixels of the images.
    public let height: Int, width: Int
    /// What a logit says of a pixel.
    public let likelihood: Likelihood
    /// By rising latent size; at least one.
    public let decoders: [Decoder]
    /// Some of the test images that the study kept.
    public let examples: Examples

    /// The decoder of one latent size.
    public struct Decoder: Sendable, Codable {
        /// Dimensions of the latent space.
        public let latentSize: Int
        /// Of the training.
        public let seed: UInt64
        /// The size's colour on the light and on the dark ground, `#rrggbb`.
        public let light: String, dark: String
        /// In order.
        public let layers: [DecoderLayer]
        /// How the weights of each layer are written.
        public let codes: [WeightCode]
        /// How near its images come to those of the decoder as it was trained.
        public let fidelity: DecoderFidelity
        /// By falling KL.
        public let dimensions: [Dimension]
        /// The posterior means of the examples, each `latentSize` numbers, to four decimals.
        public let means: [[Double]]
        /// `CodedDecoder.bytes`, packed as zlib does.
        public let weights: Data
    }

    /// A dimension of a latent space.
    public struct Dimension: Sendable, Codable {
        /// From 1.
        public let number: Int
        /// Nats per image, to four decimals.
        public let kl: Double
        /// Whether the posterior mean follows the image.
        public let isActive: Bool
    }

    /// Images to begin from.
    public struct Examples: Sendable, Codable {
        /// Their classes; nil without labels.
        public let labels: [UInt8]?
        /// [images, height, width], a byte a pixel, packed as zlib does.
        public let pixels: Data
    }

    /// Decoders with more weights stay out: a page of them could not be mailed.
    static let mostParameters = 5_000_000
    /// Draws from the prior that rounding is measured on, and as many of the kept test images at most.
    static let draws = 500
    /// Test images to begin from, and their pixels in all, at most; but always two.
    static let mostExamples = 10, mostPixels = 400_000
}

extension Explorer {
    /// The decoders of the sizes shown, of one training each, as the other figures show; nil where none
    /// can be carried. Throws what loading a model throws.
    init?(_ view: StudyView, _ source: ImageSource) throws {
        let shape = source.examples.shape
        let count = max(2, min(Self.mostExamples, Self.mostPixels / shape.count))
        let chosen = source.chosen(count)
        let leftOut = try Self.leftOut(view, source)
        let decoders = try view.sizes.compactMap { size -> Decoder? in
            guard !leftOut.contains(size.latentSize),
                let model = try source.coder(of: size.shown.record.task) as? VAE
            else { return nil }
            return try Decoder(size, model, source, chosen)
        }
        guard let first = view.sizes.first(where: { $0.latentSize == decoders.first?.latentSize }),
            let model = try source.coder(of: first.shown.record.task) as? VAE
        else { return nil }
        height = shape.height
        width = shape.width
        likelihood = model.configuration.likelihood
        self.decoders = decoders
        examples = Examples(
            labels: source.examples.labels.map { labels in chosen.map { labels[$0] } },
            pixels: Deflated.data(chosen.flatMap { Array(source.examples.image($0)) }))
    }

    /// The sizes with decoders too large to carry. Throws what loading a model throws.
    static func leftOut(_ view: StudyView, _ source: ImageSource) throws -> [Int] {
        try view.sizes.filter { size in
            guard let model = try source.coder(of: size.shown.record.task) as? VAE else {
                return false
            }
            return CodedDecoder.parameterCount(model) > mostParameters
        }.map(\.latentSize)
    }
}
