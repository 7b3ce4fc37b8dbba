/// Colours for one ground.
public struct Theme: Sendable, Hashable {
    /// `light` or `dark`.
    public let name: String
    /// See `Ink`.
    public let ground: Colour, text: Colour, muted: Colour, grid: Colour, accent: Colour
    /// The part of viridis with a contrast of 3 or more against the ground.
    public let seriesRange: ClosedRange<Double>

    /// For screens in daylight, and for paper.
    public static let light = Theme(
        name: "light", ground: Colour(hex: 0xFFFFFF), text: Colour(hex: 0x1B1F24),
        muted: Colour(hex: 0x59616C), grid: Colour(hex: 0xE4E7EB), accent: Colour(hex: 0xB54708),
        seriesRange: 0...0.56)
    /// For screens in the dark.
    public static let dark = Theme(
        name: "dark", ground: Colour(hex: 0x121518), text: Colour(hex: 0xE9ECF0),
        muted: Colour(hex: 0xA4ACB8), grid: Colour(hex: 0x2D333B), accent: Colour(hex: 0xFFB070),
        seriesRange: 0.33...1)

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
        }
    }
}
