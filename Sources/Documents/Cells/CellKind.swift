import Figures

/// What a cell of a document shows.
public enum CellKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A chart.
    case figure
    /// A grid of images.
    case images
    /// Numbers of the study in rows.
    case table
    /// One value, or a list of values.
    case value
    /// Training logs.
    case log
    /// Models to try, and a strip that stands in for them.
    case explorer
    /// The answer with what weakens it.
    case verdict
    /// A formula, written in TeX.
    case equation

    /// What it is counted as, `Figure 3`; nil where it is not.
    public var caption: String? {
        switch self {
        case .figure, .images, .explorer: "Figure"
        case .table: "Table"
        case .equation: "Equation"
        case .value, .log, .verdict: nil
        }
    }

    /// The first part of its anchor, `figure-loss-curves`, and of references to it.
    public var anchor: String {
        switch self {
        case .figure, .images, .explorer: "figure"
        default: rawValue
        }
    }

    /// The keys its body may have.
    var options: [String] {
        let words = ["show", "title", "caption", "optional"]
        return switch self {
        case .figure, .images:
            words + ["alt", "metric"] + FigureOptions.Key.allCases.map(\.rawValue)
        case .explorer:
            ["title", "caption", "optional", "alt", "latentSizes", "seed", "steps", "decoders"]
        case .table: words + ["latentSizes", "margin", "metric", "samples"]
        case .value: ["show", "title", "optional"]
        case .log: ["title", "caption", "optional", "latentSizes", "seed"]
        case .verdict: ["optional", "margin", "metric", "samples"]
        case .equation: ["tex", "optional"]
        }
    }
}
