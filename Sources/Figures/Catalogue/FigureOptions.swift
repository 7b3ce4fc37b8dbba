/// What a person asks of a figure; what is nil is the figure's own choice.
///
/// A figure heeds the options that its recipe names, and whoever fills this in refuses the others.
public struct FigureOptions: Sendable, Hashable, Codable {
    /// The name of an option, as documents write it.
    public enum Key: String, Sendable, Hashable, CaseIterable, Codable {
        case latentSizes, seed, metrics, images, rows, steps, pairs, path, dimensions, epochs
    }

    /// The latent sizes to show, of those studied.
    public var latentSizes: [Int]?
    /// The training to show where a figure shows one; the first without it.
    public var seed: UInt64?
    /// The metrics or parts of the loss to show, by name, in order.
    public var metrics: [String]?
    /// Images in a row, or points of a scatter.
    public var images: Int?
    /// Rows of images for each latent size.
    public var rows: Int?
    /// Decoded images of a strip.
    public var steps: Int?
    /// Pairs of test images to go between.
    public var pairs: Int?
    /// How to go from one latent to another.
    public var path: LatentPath?
    /// Latent dimensions to show, the strongest ones.
    public var dimensions: Int?
    /// The epochs to show.
    public var epochs: [Int]?

    /// No option.
    public init() {}
}

/// A way from one latent to another.
public enum LatentPath: String, Sendable, Hashable, CaseIterable, Codable {
    /// Along the arc that joins them: as far from the origin as they are.
    case spherical
    /// Straight.
    case linear
}
