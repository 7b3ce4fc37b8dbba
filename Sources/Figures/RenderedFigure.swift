public import Foundation

/// A finished figure: its files, its words and its numbers. A figure is never shown without them.
public struct RenderedFigure: Sendable {
    /// What the figure consists of.
    public enum Content: Sendable {
        /// Vector charts, sizes in CSS pixels; `png` has twice as many, on the light ground.
        case chart(
            light: Data, dark: Data, png: Data, pdf: Data, width: Int, height: Int)
        /// An 8-bit grey PNG of `width` x `height` pixels, to be shown `scale` times as large.
        case image(png: Data, width: Int, height: Int, scale: Int)
    }

    /// Names its files and anchors: `loss-curves`.
    public let id: String
    /// A heading of a few words.
    public let title: String
    /// What is shown and how to read it, plain text, complete sentences.
    public let caption: String
    /// What is seen, at least 20 characters, for those who do not see it.
    public let altText: String
    /// The numbers that were drawn, one row a point.
    public let table: DataTable
    /// The pictures.
    public let content: Content

    /// Puts the parts together.
    public init(
        id: String, title: String, caption: String, altText: String, table: DataTable,
        content: Content
    ) {
        self.id = id
        self.title = title
        self.caption = caption
        self.altText = altText
        self.table = table
        self.content = content
    }
}
