extension Chart {
    /// Where a number is drawn, in data: told apart from any form of the chart.
    public struct Place: Sendable, Hashable {
        /// The key of its panel.
        public var panel: String
        /// Along the panel's axes.
        public var datum: Mark.Datum

        /// A place in the panel of this key; the only panel of a chart needs none.
        public init(_ datum: Mark.Datum, panel: String = "") {
            self.panel = panel
            self.datum = datum
        }
    }

    /// Where places are when the chart is planned for a width, in CSS pixels from the top left.
    ///
    /// Nil for those without a panel or without a place on its axes.
    public func positions(
        of places: [Place?], width: Double, measure: some TextMeasure
    ) -> [Point?] {
        guard !places.isEmpty else { return [] }
        let layout = ChartLayout(self, width: width, measure: measure)
        let panels = Dictionary(
            layout.panels.map { ($0.panel.key, $0) }, uniquingKeysWith: { first, _ in first })
        return places.map { place in
            guard let place, let panel = panels[place.panel] else { return nil }
            return panel.point(place.datum.x, place.datum.y)
        }
    }
}
