/// A chart: panels in rows and columns, described by what they show and in no place yet.
public struct Chart: Sendable, Hashable {
    /// One plot.
    public struct Panel: Sendable, Hashable {
        /// What tells it from its neighbours: `Latent size 8`.
        public var title: String?
        /// A disc of this colour stands before the title.
        public var titleInk: Ink?
        /// The axes.
        public var x: Axis, y: Axis
        /// From the back to the front.
        public var marks: [Mark]
        /// What places name it by, in whatever row and column it stands.
        public var key: String

        /// A panel.
        public init(
            title: String? = nil, titleInk: Ink? = nil, x: Axis, y: Axis, marks: [Mark],
            key: String = ""
        ) {
            self.title = title
            self.titleInk = titleInk
            self.x = x
            self.y = y
            self.marks = marks
            self.key = key
        }

        /// Whether any of its data has a place on both axes.
        var hasData: Bool {
            marks.contains { mark in
                mark.data.contains {
                    x.scale.position(of: $0.x) != nil && y.scale.position(of: $0.y) != nil
                }
            }
        }
    }

    /// Top to bottom, each left to right; a row may be shorter than others.
    public var rows: [[Panel]]
    /// The height of each panel's plotting area, in CSS pixels.
    public var panelHeight: Double
    /// A line below the chart, such as `n = 1`; nil for none.
    public var note: String?

    /// A chart.
    public init(rows: [[Panel]], panelHeight: Double, note: String? = nil) {
        self.rows = rows
        self.panelHeight = panelHeight
        self.note = note
    }

    /// Panels set in rows of `columns`, in their order.
    public init(panels: [Panel], columns: Int, panelHeight: Double, note: String? = nil) {
        let columns = max(columns, 1)
        let rows = stride(from: 0, to: panels.count, by: columns).map {
            Array(panels[$0..<min($0 + columns, panels.count)])
        }
        self.init(rows: rows, panelHeight: panelHeight, note: note)
    }
}
