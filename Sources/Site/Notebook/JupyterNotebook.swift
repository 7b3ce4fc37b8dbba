public import Documents
public import Foundation
import Storage

/// A report as a Jupyter notebook, nbformat 4.5: its words, and its cells with what they show.
///
/// Nothing can be run: a cell's source is its block of the document. Equal documents give equal bytes.
public struct JupyterNotebook: Sendable {
    let title: String
    let cells: [NotebookCell]

    /// The whole file. Throws `StorageError`.
    public var data: Data {
        get throws { try RecordCoding.encode(self) }
    }

    /// Renders a document. Throws `DrawingError` for a grid of images that cannot be enlarged.
    public init(_ document: Document) throws {
        title = document.title
        var writer = NotebookWriter()
        writer.begin(1, document.titleWords)
        try writer.add(document.opening)
        for section in document.sections {
            writer.begin(2, section.headingWords)
            try writer.add(section.blocks)
        }
        if let notes = document.footnotes {
            writer.begin(2, "Notes")
            writer.add(notes)
        }
        cells = writer.finished
    }
}

extension JupyterNotebook: Encodable {
    private enum Key: String, CodingKey {
        case cells, metadata, nbformat
        case minor = "nbformat_minor"
    }

    private struct Metadata: Encodable {
        /// With a kernel that every Jupyter has, it opens without asking for one.
        let kernelspec = [
            "name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python",
        ]
        /// What cells are coloured by: they are blocks of a Markdown document.
        let language_info = [
            "name": "markdown", "mimetype": "text/markdown", "file_extension": ".md",
            "pygments_lexer": "markdown", "codemirror_mode": "markdown",
        ]
        let title: String
    }

    /// As nbformat's schema has it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(4, forKey: .nbformat)
        try container.encode(5, forKey: .minor)
        try container.encode(Metadata(title: title), forKey: .metadata)
        try container.encode(cells, forKey: .cells)
    }
}
