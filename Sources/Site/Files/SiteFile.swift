import Documents
import Evaluation
import Figures
import Foundation
import Storage

/// A file beside a report.
struct SiteFile {
    /// In the study's folder: `figures/loss-curves.svg`.
    let path: String
    let data: Data

    /// Every figure's pictures and numbers, the tables and logs of the document, and the records.
    static func all(
        results: StudyResults, verdict: StudyVerdict, document: Document
    ) throws -> [SiteFile] {
        let results = SiteFile(
            path: Self.records,
            data: try RecordCoding.encode(ResultsDocument(results, verdict, title: document.title)))
        return document.cells.flatMap(files) + [results]
    }

    /// The same of two studies.
    static func all(_ comparison: Comparison, document: Document) throws -> [SiteFile] {
        let records = try ComparedSide.allCases.map { side in
            let study = comparison.studies[side]
            return SiteFile(
                path: "data/results-\(side.rawValue).json",
                data: try RecordCoding.encode(
                    ResultsDocument(
                        study.results, study.verdict, title: study.document.title)))
        }
        let record = SiteFile(
            path: Self.comparison, data: try RecordCoding.encode(ComparisonRecord(comparison)))
        return document.cells.flatMap(files) + records + [record]
    }

    /// Where the records of a study lie, and those of two.
    static let records = "data/results.json", comparison = "data/comparison.json"

    private static func files(of cell: Document.NumberedCell) -> [SiteFile] {
        switch cell.output {
        case .figure(let figure): files(of: figure)
        case .explorer(let explorer): files(of: explorer.strip)
        case .table(let table): [SiteFile(path: "data/\(cell.id).csv", data: table.data.csv)]
        case .log(let log): [SiteFile(path: "data/\(cell.id).csv", data: log.data.csv)]
        case .value, .verdict, .equation, .nothing: []
        }
    }

    private static func files(of figure: RenderedFigure) -> [SiteFile] {
        figure.files.map { SiteFile(path: "figures/\($0.name)", data: $0.data) }
            + figure.dataFiles.map { SiteFile(path: "data/\($0.name)", data: $0.data) }
    }

    /// The report itself.
    static let page = "index.html"

    /// The report as a notebook, in the study's folder.
    static let notebook = "report.ipynb"

    /// Throws `DrawingError` for a grid of images that cannot be enlarged, and `StorageError`.
    static func notebook(of document: Document) throws -> SiteFile {
        SiteFile(path: notebook, data: try JupyterNotebook(document).data)
    }

    /// The names of the records, which no cell with files may have.
    static let recordNames = ["results"]
}
