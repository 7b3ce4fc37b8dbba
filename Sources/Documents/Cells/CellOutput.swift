public import Figures

/// What a cell shows: data, in no looks yet.
public enum CellOutput: Sendable, Codable {
    /// Of `figure` and `images`.
    case figure(RenderedFigure)
    /// Of `explorer`.
    case explorer(ExplorerFigure)
    /// Of `table`.
    case table(ReportTable)
    /// Of `value`, with its title where one was given.
    case value(ReportValue, title: String?)
    /// Of `log`.
    case log(TrainingLog)
    /// Of `verdict`.
    case verdict(VerdictBox)
    /// Of `equation`.
    case equation(Equation)
    /// The study has no matter for the cell.
    case nothing
}
