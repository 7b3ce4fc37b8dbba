import Foundation

/// An opaque colour of the sRGB space.
public struct Colour: Sendable, Hashable {
    /// 0…1, gamma-encoded.
    public let red: Double, green: Double, blue: Double

    /// Components from 0 to 1, gamma-encoded.
    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `0xRRGGBB`
    public init(hex: UInt32) {
        self.init(
            red: Double(hex >> 16 & 0xFF) / 255, green: Double(hex >> 8 & 0xFF) / 255,
            blue: Double(hex & 0xFF) / 255)
    }

    /// `#rrggbb`, as style sheets write it.
    public var css: String {
        let parts = [red, green, blue].map { component in
            let digits = String(Int((min(max(component, 0), 1) * 255).rounded()), radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        return "#" + parts.joined()
    }

    /// The relative luminance of WCAG 2.2.
    public var luminance: Double {
        func linear(_ value: Double) -> Double {
            value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    public func contrast(with other: Colour) -> Double {
        let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// The colour between this and another, `part` of the way in gamma-encoded components.
    func mixed(with other: Colour, part: Double) -> Colour {
        func between(_ from: Double, _ to: Double) -> Double { from + (to - from) * part }
        return Colour(
            red: between(red, other.red), green: between(green, other.green),
            blue: between(blue, other.blue))
    }
}
