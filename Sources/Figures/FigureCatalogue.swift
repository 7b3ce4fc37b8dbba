import Diagnostics
/// All figures there are.
public enum FigureCatalogue {
    /// Every figure's id, in the order of the report.
    public static let ids = [
        "quality-by-size", "loss-curves", "loss-overlay", "reconstructions", "samples",
        "interpolations", "manifold", "kl-per-dimension", "rate-distortion",
    ]

    /// The ids asked for, in the report's order and once each; nil stands for all.
    ///
    /// Throws `FigureError.unknownFigure` with the near matches.
    public static func checked(_ wanted: [String]?) throws -> [String] {
        guard let wanted else { return ids }
        for id in wanted where !ids.contains(id) {
            throw FigureError.unknownFigure(id, near: NearMatches.of(id, among: ids))
        }
        return ids.filter(wanted.contains)
    }
}
