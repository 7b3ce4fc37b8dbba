import Drawing

/// A figure drawn as a chart: records in, a description of what to draw out.
protocol ChartFigure {
    /// See `RenderedFigure.id`.
    var id: String { get }
    /// See `RenderedFigure.title`.
    var title: String { get }
    /// See `RenderedFigure.caption`.
    var caption: String { get }
    /// See `RenderedFigure.altText`.
    var altText: String { get }
    /// See `RenderedFigure.table`.
    var table: DataTable { get }
    /// Where each row of the table is drawn, so that a page can tell what is pointed at; nil for a
    /// row that is no point. Empty where the figure does not tell.
    var places: [Chart.Place?] { get }
    /// The chart for a page or for a phone.
    func chart(_ form: ChartForm) -> Chart
}

/// What a chart is laid out for.
enum ChartForm: Sendable, Hashable, CaseIterable {
    /// The page's column.
    case wide
    /// A phone's screen: fewer columns.
    case narrow

    /// CSS pixels.
    var width: Double {
        switch self {
        case .wide: 720
        case .narrow: 350
        }
    }
}

extension ChartFigure {
    var places: [Chart.Place?] { [] }

    /// Draws both forms; throws `DrawingError`.
    func rendered() throws -> RenderedFigure {
        let (table, places) = (table, places)
        precondition(
            places.isEmpty || places.count == table.rows.count, "\(id): a place for each row")
        let wide = try chart(.wide).render(width: ChartForm.wide.width, places: places)
        let narrow = try chart(.narrow).renderVectors(
            width: ChartForm.narrow.width, places: places)
        return RenderedFigure(
            id: id, title: title, caption: caption, altText: altText, table: table,
            content: .chart(
                light: wide.light, dark: wide.dark, png: wide.png, pdf: wide.pdf,
                width: wide.width, height: wide.height),
            narrow: RenderedFigure.Narrow(
                light: narrow.light, dark: narrow.dark, width: narrow.width,
                height: narrow.height, positions: narrow.positions),
            positions: wide.positions)
    }
}
