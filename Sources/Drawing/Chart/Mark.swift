/// What stands for data in a panel. Numbers that have no place on an axis are passed over; a line
/// breaks there.
public enum Mark: Sendable, Hashable {
    /// A line through its points in their order.
    case line(Line)
    /// The area between two curves.
    case band(Band)
    /// Discs or rings.
    case points(Points)
    /// Hundreds of equal discs.
    case dots(Dots)
    /// Vertical lines from a low to a high number.
    case intervals([Interval], Stroke)
    /// Columns from 0.
    case bars(Bars)
    /// A line right across the panel.
    case rule(Rule)
    /// Words at a place.
    case text(Words)

    /// A place in data.
    public struct Datum: Sendable, Hashable {
        /// Along the axes.
        public var x: Double, y: Double

        /// A place in data.
        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// See `Mark.line`.
    public struct Line: Sendable, Hashable {
        /// In drawing order.
        public var points: [Datum]
        /// Its looks.
        public var stroke: Stroke
        /// Words set at its end; nil for none.
        public var label: String?

        /// A line.
        public init(_ points: [Datum], _ stroke: Stroke, label: String? = nil) {
            self.points = points
            self.stroke = stroke
            self.label = label
        }
    }

    /// A span of y at one x.
    public struct Interval: Sendable, Hashable {
        /// Where it stands.
        public var x: Double
        /// Its ends.
        public var low: Double, high: Double

        /// A span.
        public init(x: Double, low: Double, high: Double) {
            self.x = x
            self.low = low
            self.high = high
        }
    }

    /// See `Mark.band`.
    public struct Band: Sendable, Hashable {
        /// By rising x.
        public var spans: [Interval]
        /// Its looks.
        public var fill: Fill

        /// A band.
        public init(_ spans: [Interval], _ fill: Fill) {
            self.spans = spans
            self.fill = fill
        }
    }

    /// See `Mark.points`.
    public struct Points: Sendable, Hashable {
        /// Where they stand.
        public var places: [Datum]
        /// Their colour.
        public var ink: Ink
        /// In CSS pixels.
        public var radius: Double
        /// Rings on the ground in place of discs.
        public var isHollow: Bool
        /// Words beside each, placed where they overlap nothing; empty for none.
        public var labels: [String]

        /// Points.
        public init(
            _ places: [Datum], _ ink: Ink, radius: Double = 3.5, isHollow: Bool = false,
            labels: [String] = []
        ) {
            self.places = places
            self.ink = ink
            self.radius = radius
            self.isHollow = isHollow
            self.labels = labels
        }
    }

    /// See `Mark.dots`.
    public struct Dots: Sendable, Hashable {
        /// Where they stand.
        public var places: [Datum]
        /// Their colour.
        public var ink: Ink
        /// In CSS pixels.
        public var diameter: Double
        /// Words on a ground of their own at the median of the places, or beside it where other such
        /// words are; nil for none.
        public var label: String?

        /// Dots.
        public init(
            _ places: [Datum], _ ink: Ink, diameter: Double = 3, label: String? = nil
        ) {
            self.places = places
            self.ink = ink
            self.diameter = diameter
            self.label = label
        }
    }

    /// See `Mark.bars`.
    public struct Bars: Sendable, Hashable {
        /// x is the middle of a bar, y its end.
        public var places: [Datum]
        /// Their colour.
        public var ink: Ink
        /// Outlines in place of filled bars.
        public var isHollow: Bool
        /// The width of a bar, in units of x.
        public var width: Double

        /// Bars.
        public init(_ places: [Datum], _ ink: Ink, isHollow: Bool = false, width: Double = 0.8) {
            self.places = places
            self.ink = ink
            self.isHollow = isHollow
            self.width = width
        }
    }

    /// See `Mark.rule`.
    public struct Rule: Sendable, Hashable {
        /// Where it runs.
        public enum Course: Sendable, Hashable {
            /// Level, at this y; the axis reaches it.
            case horizontal(Double)
            /// Upright, at this x.
            case vertical(Double)
            /// Where x + y is this number, on linear axes.
            case sum(Double)
        }

        /// Where it runs.
        public var course: Course
        /// Its looks.
        public var stroke: Stroke
        /// Words: above a level rule's left end, beside an upright one's upper end, right of a
        /// sum's right end.
        public var label: String?

        /// A rule.
        public init(_ course: Course, _ stroke: Stroke, label: String? = nil) {
            self.course = course
            self.stroke = stroke
            self.label = label
        }
    }

    /// See `Mark.text`.
    public struct Words: Sendable, Hashable {
        /// The words.
        public var text: String
        /// Where they stand, the baseline's height.
        public var place: Datum
        /// Which part of them stands there.
        public var anchor: TextAnchor
        /// Their colour.
        public var ink: Ink

        /// Words.
        public init(_ text: String, at place: Datum, anchor: TextAnchor = .start, ink: Ink = .text)
        {
            self.text = text
            self.place = place
            self.anchor = anchor
            self.ink = ink
        }
    }
}

extension Mark {
    /// Every x and y that an axis has to reach.
    var extent: (x: [Double], y: [Double]) {
        switch self {
        case .line(let line): (line.points.map(\.x), line.points.map(\.y))
        case .band(let band):
            (band.spans.map(\.x), band.spans.flatMap { [$0.low, $0.high] })
        case .points(let points): (points.places.map(\.x), points.places.map(\.y))
        case .dots(let dots): (dots.places.map(\.x), dots.places.map(\.y))
        case .intervals(let spans, _): (spans.map(\.x), spans.flatMap { [$0.low, $0.high] })
        case .bars(let bars):
            (
                bars.places.flatMap { [$0.x - bars.width / 2, $0.x + bars.width / 2] },
                bars.places.map(\.y) + [0]
            )
        case .rule(let rule):
            if case .horizontal(let y) = rule.course { ([], [y]) } else { ([], []) }
        case .text(let words): ([words.place.x], [words.place.y])
        }
    }

    /// The places of data; none where it only helps to read them.
    var data: [Datum] {
        switch self {
        case .line(let line): line.points
        case .band(let band): band.spans.flatMap { [Datum($0.x, $0.low), Datum($0.x, $0.high)] }
        case .points(let points): points.places
        case .dots(let dots): dots.places
        case .intervals(let spans, _):
            spans.flatMap { [Datum($0.x, $0.low), Datum($0.x, $0.high)] }
        case .bars(let bars): bars.places
        case .rule, .text: []
        }
    }
}
