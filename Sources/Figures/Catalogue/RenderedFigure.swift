public import Drawing
public import Foundation

/// A finished figure: its files, its words and its numbers. A figure is never shown without them.
public struct RenderedFigure: Sendable, Codable {
    /// What the figure consists of.
    public enum Content: Sendable, Codable {
        /// Vector charts, sizes in CSS pixels; `png` has twice as many, on the light ground.
        case chart(
            light: Data, dark: Data, png: Data, pdf: Data, width: Int, height: Int)
        /// An 8-bit grey PNG of `width` x `height` pixels, to be shown `scale` times as large.
        case image(png: Data, width: Int, height: Int, scale: Int)
    }

    /// The same chart in fewer columns, for windows narrower than the chart; sizes in CSS pixels.
    public struct Narrow: Sendable, Codable {
        /// SVG on the light ground.
        public let light: Data
        /// SVG on the dark ground.
        public let dark: Data
        /// CSS pixels.
        public let width: Int, height: Int
        /// As the figure's own, in this form.
        public let positions: [Point?]

        /// Puts the parts together.
        public init(
            light: Data, dark: Data, width: Int, height: Int, positions: [Point?] = []
        ) {
            self.light = light
            self.dark = dark
            self.width = width
            self.height = height
            self.positions = positions
        }
    }

    /// Names its files and anchors: `loss-curves`.
    public var id: String
    /// A heading of a few words.
    public var title: String
    /// What is shown and how to read it, plain text, complete sentences.
    public var caption: String
    /// What is seen, at least 20 characters, for those who do not see it.
    public var altText: String
    /// The numbers that were drawn, one row a point.
    public let table: DataTable
    /// The pictures.
    public let content: Content
    /// Words to set beside the rows of an image, top to bottom. The rows are equally high and fill
    /// the image's height; an empty string leaves a row bare. Empty where there is nothing to set.
    public let rowLabels: [String]
    /// A chart's form for small windows; nil where the wide one serves, and for images.
    public let narrow: Narrow?
    /// Where each row of the table is drawn in a chart, in CSS pixels; nil for a row that is no
    /// point. Empty where the rows have no places.
    public let positions: [Point?]

    /// Puts the parts together.
    public init(
        id: String, title: String, caption: String, altText: String, table: DataTable,
        content: Content, rowLabels: [String] = [], narrow: Narrow? = nil,
        positions: [Point?] = []
    ) {
        self.id = id
        self.title = title
        self.caption = caption
        self.altText = altText
        self.table = table
        self.content = content
        self.rowLabels = rowLabels
        self.narrow = narrow
        self.positions = positions
    }

    /// One file of a figure.
    public struct File: Sendable {
        /// Without a folder: `loss-curves-dark.svg`.
        public let name: String
        /// The whole content.
        public let data: Data
    }

    /// The pictures, for the folder `figures`: `ID.svg`, `ID-dark.svg`, `ID.png`, `ID.pdf` of a
    /// chart, `ID.png` of an image.
    public var files: [File] {
        switch content {
        case .chart(let light, let dark, let png, let pdf, _, _):
            [
                File(name: "\(id).svg", data: light), File(name: "\(id)-dark.svg", data: dark),
                File(name: "\(id).png", data: png), File(name: "\(id).pdf", data: pdf),
            ]
        case .image(let png, _, _, _):
            [File(name: "\(id).png", data: png)]
        }
    }

    /// The numbers, for the folder `data`: `ID.csv` and `ID.json`.
    public var dataFiles: [File] {
        [
            File(name: "\(id).csv", data: table.csv),
            File(name: "\(id).json", data: table.json),
        ]
    }
}
