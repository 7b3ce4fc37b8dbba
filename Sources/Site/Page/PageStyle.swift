import Drawing
import Figures

/// The style sheet of one page: the figures' colours and scales, then the sheet of the templates.
enum PageStyle {
    /// `sheet` with the rules it needs for `figures`.
    static func sheet(_ sheet: String, figures: [RenderedFigure]) -> String {
        let grounds =
            ":root { --figure-ground-light: \(Theme.light.ground.css);"
            + " --figure-ground-dark: \(Theme.dark.ground.css); }"
        let scales = FigureView.scaleRules(figures)
        return "\n\(grounds)\n\(sheet)\(scales)"
    }
}
