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
            path: "data/results.json",
            data: try RecordCoding.encode(ResultsDocument(results, verdict, title: document.title)))
        return document.cells.flatMap(files) + [results]
    }

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

    /// The report as a notebook, in the study's folder.
    static let notebook = "report.ipynb"

    /// The names of the records, which no cell with files may have.
    static let recordNames = ["results"]
}
