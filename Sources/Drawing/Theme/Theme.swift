/// Colours for one ground.
public struct Theme: Sendable, Hashable {
    /// `light` or `dark`.
    public let name: String
    /// See `Ink`.
    public let ground: Colour, text: Colour, muted: Colour, grid: Colour, accent: Colour
    /// The part of viridis with a contrast of 3 or more against the ground.
    public let seriesRange: ClosedRange<Double>
    /// Of unordered kinds: ten hues in one order on both grounds, each with a contrast of 3 or more
    /// against its ground. With so many, words must tell them apart too.
    public let categories: [Colour]

    /// For screens in daylight, and for paper.
    public static let light = Theme(
        name: "light", ground: Colour(hex: 0xFFFFFF), text: Colour(hex: 0x1B1F24),
        muted: Colour(hex: 0x59616C), grid: Colour(hex: 0xE4E7EB), accent: Colour(hex: 0xB54708),
        seriesRange: 0...0.56,
        categories: [
            0x1F6FB4, 0xC45A00, 0x2B8A3E, 0xC92A2A, 0x7048C8, 0x8A5340, 0xC2408C, 0x5F6770,
            0x857600,
            0x0B8596,
        ].map(Colour.init(hex:)))
    /// For screens in the dark.
    public static let dark = Theme(
        name: "dark", ground: Colour(hex: 0x121518), text: Colour(hex: 0xE9ECF0),
        muted: Colour(hex: 0xA4ACB8), grid: Colour(hex: 0x2D333B), accent: Colour(hex: 0xFFB070),
        seriesRange: 0.33...1,
        categories: [
            0x6CB6F0, 0xFF9D45, 0x6FD07F, 0xFF7B7B, 0xB59CF5, 0xCFA493, 0xF593CB, 0xB4BAC2,
            0xDDD04F,
            0x4FD3E3,
        ].map(Colour.init(hex:)))

    /// The colour of an ink.
    public func colour(of ink: Ink) -> Colour {
        switch ink {
        case .ground: ground
        case .text: text
        case .muted: muted
        case .grid: grid
        case .accent: accent
        case .series(let index, let count):
            Viridis.colour(
                at: seriesRange.lowerBound + (seriesRange.upperBound - seriesRange.lowerBound)
                    * (count < 2 ? 0 : Double(index) / Double(count - 1)))
        case .category(let index): categories[index % categories.count]
        }
    }
}
