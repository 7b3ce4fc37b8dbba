/// One axis of a panel.
public struct Axis: Sendable, Hashable {
    /// Where ticks stand.
    public enum Marks: Sendable, Hashable {
        /// At round numbers.
        case round
        /// At round whole numbers.
        case whole
        /// At these numbers; labels that would overlap are left out.
        case at([Double])
    }

    /// How far the axis reaches.
    public enum Extent: Sendable, Hashable {
        /// Over the data and out to the ticks around it.
        case loose
        /// Over the data and no further.
        case tight
        /// From here to there, whatever the data.
        case exactly(ClosedRange<Double>)
    }

    /// What is measured: `Reconstruction`.
    public var name: String
    /// In what: `nats per image`; nil for counts and ratios.
    public var unit: String?
    /// How numbers become lengths.
    public var scale: Scale
    /// Where ticks stand.
    public var marks: Marks
    /// How far it reaches.
    public var extent: Extent
    /// Numbers that it covers in any case, such as 0.
    public var includes: [Double]
    /// Panels whose axes have the same group share domain and ticks; nil shares with none.
    public var group: Int?

    /// An axis.
    public init(
        _ name: String, unit: String? = nil, scale: Scale = .linear, marks: Marks = .round,
        extent: Extent = .loose, includes: [Double] = [], group: Int? = nil
    ) {
        self.name = name
        self.unit = unit
        self.scale = scale
        self.marks = marks
        self.extent = extent
        self.includes = includes
        self.group = group
    }
}
