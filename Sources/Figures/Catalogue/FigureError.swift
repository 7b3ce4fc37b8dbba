public import Diagnostics

/// What can go wrong when figures are asked for.
public enum FigureError: DiagnosedError, Hashable {
    /// No figure has this id; `near` are those that look like it, else all.
    case unknownFigure(String)
    /// A study's records do not hold what a figure needs.
    case incomplete(figure: String, missing: String)
    /// An option asks for what there is not.
    case option(FigureOptions.Key, problem: String, remedy: String)

    /// See `DiagnosedError`.
    public var status: ExitStatus {
        switch self {
        case .unknownFigure, .option: .usage
        case .incomplete: .badData
        }
    }

    /// See `DiagnosedError`.
    public var place: String? {
        switch self {
        case .unknownFigure(let id): "figure \(id)"
        case .incomplete(let figure, _): "figure \(figure)"
        case .option(let key, _, _): key.rawValue
        }
    }

    /// See `DiagnosedError`.
    public var problem: String {
        switch self {
        case .unknownFigure: "there is no figure of this name"
        case .incomplete(_, let missing): "the study has no \(missing)"
        case .option(_, let problem, _): problem
        }
    }

    /// See `DiagnosedError`.
    public var remedy: String? {
        switch self {
        case .unknownFigure(let id): NearMatches.remedy(for: id, among: FigureCatalogue.ids)
        case .incomplete: "run `vae-report evaluate` on the study, then render again"
        case .option(_, _, let remedy): remedy
        }
    }
}
