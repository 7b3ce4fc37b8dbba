import Evaluation
import Studies

@testable import Figures

extension FigureCatalogue {
    /// Figures of a study in its folder.
    static func render(
        _ ids: [String]? = nil, results: StudyResults, verdict: StudyVerdict, study: Study
    ) throws -> [RenderedFigure] {
        try render(ids, in: FigureContext(results: results, verdict: verdict, study: study))
    }

    /// Figures with images and models from anywhere.
    static func render(
        _ ids: [String]? = nil, results: StudyResults, verdict: StudyVerdict,
        images: @escaping () throws -> ImageSource
    ) throws -> [RenderedFigure] {
        try render(ids, in: FigureContext(results: results, verdict: verdict, images: images))
    }
}
