/// A figure that can be asked for: its name, what it heeds, and how it is made.
public struct FigureRecipe: Sendable {
    /// How a figure is shown.
    public enum Form: String, Sendable {
        /// Drawn with Cairo.
        case chart
        /// A grid of images.
        case images
    }

    /// What a figure reads beside the study's records.
    public enum Source: String, Sendable, CaseIterable {
        /// The test images that the study kept.
        case examples
        /// The trained models that it shows.
        case models
        /// The mixtures fitted to their posterior means.
        case mixtures
        /// Their weights at earlier epochs.
        case snapshots
    }

    /// Names the figure, its files and anchors.
    public let id: String
    /// How it is shown.
    public let form: Form
    /// What it shows, in a few words.
    public let summary: String
    /// The options it heeds.
    public let options: [FigureOptions.Key]
    /// What it reads beside the records.
    public let sources: Set<Source>
    /// The latent sizes it shows where none are asked for, of those trained.
    let usualSizes: @Sendable (StudyView) -> [Int]
    /// Makes it; nil where the study has no matter for it.
    let draw: @Sendable (FigureContext, FigureOptions) throws -> RenderedFigure?

    /// A chart; without `sources` it reads the records alone.
    static func chart(
        _ id: String, _ summary: String, options: [FigureOptions.Key] = [],
        reading sources: Set<Source> = [],
        _ make:
            @escaping @Sendable (FigureContext, StudyView, FigureOptions) throws
            -> (any ChartFigure)?
    ) -> FigureRecipe {
        FigureRecipe(
            id: id, form: .chart, summary: summary, options: [.latentSizes] + options,
            sources: sources, usualSizes: { $0.sizes.map(\.latentSize) }
        ) { context, options in
            try make(context, try context.view(options), options)?.rendered()
        }
    }

    /// A grid of images that models make.
    static func images(
        _ id: String, _ summary: String, options: [FigureOptions.Key] = [],
        reading more: Set<Source> = [],
        usualSizes: @escaping @Sendable (StudyView) -> [Int] = { $0.sizes.map(\.latentSize) },
        _ make:
            @escaping @Sendable (StudyView, ImageSource, FigureOptions) throws
            -> RenderedFigure?
    ) -> FigureRecipe {
        FigureRecipe(
            id: id, form: .images, summary: summary, options: [.latentSizes, .seed] + options,
            sources: more.union([.examples, .models]), usualSizes: usualSizes
        ) { context, options in
            try make(try context.view(options, usual: usualSizes), try context.source(), options)
        }
    }
}
