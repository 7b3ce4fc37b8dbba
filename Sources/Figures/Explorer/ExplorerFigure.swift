/// The decoders to try, and the strip that stands for them on paper and where nothing can be moved.
public struct ExplorerFigure: Sendable, Codable {
    /// Decoded beforehand.
    public var strip: RenderedFigure
    /// Nil where none was asked for or can be carried.
    public let explorer: Explorer?
    /// The latent sizes whose decoders were asked for and are too large to carry, rising.
    public let leftOut: [Int]

    /// Puts them together.
    public init(strip: RenderedFigure, explorer: Explorer?, leftOut: [Int] = []) {
        self.strip = strip
        self.explorer = explorer
        self.leftOut = leftOut
    }
}

extension FigureCatalogue {
    /// The strip, and with `hasDecoders` the decoders, of the same sizes. Throws as `draw`.
    public static func explorer(
        _ options: FigureOptions, hasDecoders: Bool, in context: FigureContext
    ) throws -> ExplorerFigure? {
        let recipe = try recipe(ExplorerStrip.id)
        guard let strip = try recipe.draw(context, options) else { return nil }
        guard hasDecoders else { return ExplorerFigure(strip: strip, explorer: nil) }
        let view = try context.view(options, usual: recipe.usualSizes)
        return ExplorerFigure(
            strip: strip, explorer: try Explorer(view, context.source()),
            leftOut: try Explorer.leftOut(view, context.source()))
    }
}
