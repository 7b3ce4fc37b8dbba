/// A place in a picture, in CSS pixels from the top left.
public struct Point: Sendable, Hashable, Codable {
    /// To the right.
    public var x: Double
    /// Downwards.
    public var y: Double

    /// A place.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle in CSS pixels.
public struct Rectangle: Sendable, Hashable {
    /// The top left corner.
    public var x: Double, y: Double
    /// Neither is negative.
    public var width: Double, height: Double

    /// A rectangle by its corner and sides.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The right edge.
    public var right: Double { x + width }
    /// The lower edge.
    public var bottom: Double { y + height }

    /// Whether two rectangles share any area.
    func intersects(_ other: Rectangle) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }
}

/// The typeface's weight and size; there is one family.
public enum TextStyle: String, Sendable, Hashable, CaseIterable {
    /// Ticks and labels: 13 px, regular.
    case label
    /// Headings: 13 px, semibold.
    case heading

    /// Font size in CSS pixels.
    public var size: Double { 13 }
}

/// Which part of a line of text stands at its place.
public enum TextAnchor: String, Sendable, Hashable {
    /// Its beginning.
    case start
    /// Its middle.
    case middle
    /// Its end.
    case end
}

/// How a line is drawn.
public struct Stroke: Sendable, Hashable {
    /// Its colour.
    public var ink: Ink
    /// Its width in CSS pixels.
    public var width: Double
    /// Lengths of dashes and gaps in CSS pixels; empty for an unbroken line.
    public var dash: [Double]
    /// From 0 to 1.
    public var opacity: Double

    /// A line's looks.
    public init(_ ink: Ink, width: Double = 1, dash: [Double] = [], opacity: Double = 1) {
        self.ink = ink
        self.width = width
        self.dash = dash
        self.opacity = opacity
    }
}

/// How an area is drawn.
public struct Fill: Sendable, Hashable {
    /// Its colour.
    public var ink: Ink
    /// From 0 to 1.
    public var opacity: Double

    /// An area's looks.
    public init(_ ink: Ink, opacity: Double = 1) {
        self.ink = ink
        self.opacity = opacity
    }
}

/// One step of a drawing, its place in CSS pixels.
public enum DrawingCommand: Sendable, Hashable {
    /// A filled rectangle.
    case rectangle(Rectangle, Fill)
    /// The outline of a rectangle.
    case frame(Rectangle, Stroke)
    /// A filled disc.
    case disc(centre: Point, radius: Double, Fill)
    /// The outline of a disc.
    case ring(centre: Point, radius: Double, Stroke)
    /// Filled discs of one size, for when there are hundreds: one path, so that where they overlap
    /// they are one.
    case dots([Point], diameter: Double, Fill)
    /// A line through points.
    case polyline([Point], Stroke)
    /// A filled polygon.
    case polygon([Point], Fill)
    /// One line of text with its baseline at a place.
    case text(String, at: Point, anchor: TextAnchor, style: TextStyle, ink: Ink)
}

/// A planned drawing: what to draw where, in no colour yet. One picture gives every file format
/// in every theme.
public struct Picture: Sendable, Hashable {
    /// CSS pixels.
    public let width: Double, height: Double
    /// In the order of drawing; the ground is not among them.
    public let commands: [DrawingCommand]

    /// A picture of the given size.
    public init(width: Double, height: Double, commands: [DrawingCommand]) {
        self.width = width
        self.height = height
        self.commands = commands
    }
}
