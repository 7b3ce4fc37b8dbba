/// What a study's models see of grey pixels.
public enum Pixels: String, Codable, Hashable, Sendable, CaseIterable {
    /// The grey values.
    case grey
    /// Black or white, drawn with the grey value as the probability of white: training images anew
    /// each epoch (Salakhutdinov and Murray 2008), validation and test images once.
    case dynamic
    /// The same, all images drawn once.
    case fixed

    /// Whether models see only black and white.
    public var isBinary: Bool { self != .grey }
}
