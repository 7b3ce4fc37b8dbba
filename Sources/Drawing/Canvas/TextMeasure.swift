/// How much room a line of text takes.
public struct TextSize: Sendable, Hashable {
    /// The advance of the whole line, in CSS pixels.
    public var width: Double
    /// From the baseline up and down, in CSS pixels.
    public var ascent: Double, descent: Double

    /// A size.
    public init(width: Double, ascent: Double, descent: Double) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
    }
}

/// Tells how large text will be, so that a layout can be planned before anything is drawn.
public protocol TextMeasure {
    /// The size of one line.
    func size(of text: String, style: TextStyle) -> TextSize
}
