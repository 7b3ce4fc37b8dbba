import Diagnostics
import Evaluation
import Studies

/// All figures there are.
public enum FigureCatalogue {
    /// Every figure, in the order of the report.
    public static let recipes: [FigureRecipe] = [
        .chart(
            "quality-by-size", "every metric against the latent size", options: [.metrics]
        ) { context, view, options in
            try QualityBySize(view, verdict: context.verdict, options)
        },
        .chart(
            "loss-curves", "the losses by epoch, a column for each latent size",
            options: [.metrics]
        ) { _, view, options in try LossCurves(view, options) },
        .chart(
            "loss-overlay", "the validation loss of all latent sizes in one chart",
            options: [.metrics]
        ) { _, view, options in try LossOverlay(view, options) },
        .images(
            TrainingStrip.id, "the same latents decoded epoch by epoch",
            options: [.images, .epochs], reading: [.snapshots],
            usualSizes: TrainingStrip.usualSizes, TrainingStrip.rendered),
        .images(
            Reconstructions.id, "test images and what each latent size makes of them",
            options: [.images], Reconstructions.rendered),
        .images(
            WorstReconstructions.id, "the test images that come back worst", options: [.images],
            WorstReconstructions.rendered),
        .images(
            Samples.id, "images decoded from the prior", options: [.images, .rows],
            Samples.rendered),
        .images(
            MixtureSamples.id, "images decoded from a mixture fitted to posterior means",
            options: [.images, .rows], reading: [.mixtures], MixtureSamples.rendered),
        .chart(
            "generation-by-size", "how samples compare with test images", options: [.metrics]
        ) { _, view, options in try GenerationBySize(view, options) },
        .images(
            Interpolations.id, "ways through the latent space between test images",
            options: [.pairs, .steps, .path], Interpolations.rendered),
        .images(
            ClassMeans.id, "the way through the mean code of each class",
            options: [.steps, .path], ClassMeans.rendered),
        .chart("kl-per-dimension", "what each latent dimension carries", options: [.seed]) {
            _, view, _ in KLPerDimension(view)
        },
        .images(
            Traversals.id, "what the strongest dimensions do to an image",
            options: [.dimensions, .steps], Traversals.rendered),
        .images(
            Manifold.id, "the decoded latent plane of size 2", options: [.images],
            Manifold.rendered),
        .chart(
            "latent-scatter", "where the test images lie in the latent space",
            options: [.seed, .images], reading: [.examples, .models]
        ) { context, view, options in try LatentScatter(view, context.source(), options) },
        .chart("rate-distortion", "information spent against loss that remains") { _, view, _ in
            RateDistortion(view)
        },
        .images(
            ExplorerStrip.id, "one way through the prior, decoded by a few latent sizes",
            options: [.steps], usualSizes: ExplorerSizes.usual, ExplorerStrip.rendered),
    ]

    /// Every figure's id, in the order of the report.
    public static let ids = recipes.map(\.id)

    /// The figure of this name; throws `FigureError.unknownFigure`.
    public static func recipe(_ id: String) throws -> FigureRecipe {
        guard let recipe = recipes.first(where: { $0.id == id }) else {
            throw FigureError.unknownFigure(id)
        }
        return recipe
    }

    /// The ids asked for, in the report's order and once each; nil stands for all.
    ///
    /// Throws `FigureError.unknownFigure`.
    public static func checked(_ wanted: [String]?) throws -> [String] {
        guard let wanted else { return ids }
        for id in wanted { _ = try recipe(id) }
        return ids.filter(wanted.contains)
    }

    /// Draws a figure; nil where the study has no matter for it, such as the manifold without a latent
    /// size of 2. Throws `FigureError`, `DrawingError`, and what reading the study throws.
    public static func draw(
        _ id: String, _ options: FigureOptions = FigureOptions(), in context: FigureContext
    ) throws -> RenderedFigure? {
        try recipe(id).draw(context, options)
    }

    /// Draws the figures asked for, each as it chooses itself, in the report's order; nil stands for
    /// all. Those for which the study has no matter are left out. Throws as `draw`.
    public static func render(
        _ wanted: [String]? = nil, in context: FigureContext
    ) throws -> [RenderedFigure] {
        try checked(wanted).compactMap { try draw($0, in: context) }
    }
}
