public import Foundation

/// A chart in every file format.
public struct RenderedChart: Sendable {
    /// SVG on the light and on the dark ground.
    public let light: Data, dark: Data
    /// Two pixels a CSS pixel on each side, on the light ground.
    public let png: Data
    /// One page, on the light ground.
    public let pdf: Data
    /// CSS pixels.
    public let width: Int, height: Int
    /// Where the places asked for are, in CSS pixels; nil for those that are nowhere.
    public let positions: [Point?]
}

/// A chart's SVG files alone, as for the narrow form of a chart.
public struct RenderedVectors: Sendable {
    /// SVG on the light and on the dark ground.
    public let light: Data, dark: Data
    /// CSS pixels.
    public let width: Int, height: Int
    /// See `RenderedChart.positions`.
    public let positions: [Point?]
}

extension Chart {
    /// Draws the chart `width` CSS pixels wide in every format; throws `DrawingError`.
    ///
    /// The bytes depend on the chart, the font and the graphics libraries alone. Any thread may
    /// call this; one draws at a time.
    public func render(width: Double, places: [Place?] = []) throws -> RenderedChart {
        try GraphicsLock.withLock {
            let typesetter = try Typesetter()
            let picture = plan(width: width, measure: typesetter)
            return RenderedChart(
                light: try Self.file(.svg, picture, .light, typesetter),
                dark: try Self.file(.svg, picture, .dark, typesetter),
                png: try Self.file(.png(scale: 2), picture, .light, typesetter),
                pdf: try Self.file(.pdf, picture, .light, typesetter),
                width: Int(picture.width), height: Int(picture.height),
                positions: positions(of: places, width: width, measure: typesetter))
        }
    }

    /// As `render`, SVG only.
    public func renderVectors(
        width: Double, places: [Place?] = []
    ) throws -> RenderedVectors {
        try GraphicsLock.withLock {
            let typesetter = try Typesetter()
            let picture = plan(width: width, measure: typesetter)
            return RenderedVectors(
                light: try Self.file(.svg, picture, .light, typesetter),
                dark: try Self.file(.svg, picture, .dark, typesetter),
                width: Int(picture.width), height: Int(picture.height),
                positions: positions(of: places, width: width, measure: typesetter))
        }
    }

    private static func file(
        _ format: Canvas.Format, _ picture: Picture, _ theme: Theme, _ typesetter: Typesetter
    ) throws -> Data {
        let canvas = try Canvas(format, width: picture.width, height: picture.height)
        try canvas.draw(picture, theme: theme, typesetter: typesetter)
        return try canvas.finish()
    }
}
