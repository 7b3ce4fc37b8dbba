public import Figures

/// A document with the output of its cells: data, in no looks yet.
public struct Document: Sendable {
    /// A piece of it.
    public enum Block: Sendable {
        /// Paragraphs, lists and quotations.
        case prose(Words)
        /// A table of the document's own.
        case table(Words)
        /// A heading of the levels 3 to 6.
        case heading(level: Int, id: String, words: Words)
        /// A cell.
        case cell(NumberedCell)
        /// What two studies have in one place, the first’s first; one column where only one of them has
        /// something there. Columns hold none themselves.
        case columns([Column])
    }

    /// What one of two studies has in a place.
    public struct Column: Sendable {
        /// Which study it is: `A: mnist-quick`.
        public let study: String
        /// In order.
        public let blocks: [Block]
    }

    /// A cell in its place.
    public struct NumberedCell: Sendable {
        /// `[3]`: the third cell of the document.
        public let number: Int
        /// What it shows, and its id.
        public let kind: CellKind, id: String
        /// As it is written.
        public let source: String
        /// `Figure 2`; nil where it is not counted.
        public let label: String?
        /// What it shows.
        public let output: CellOutput

        /// Where links to it go: `figure-loss-curves`.
        public var anchor: String { Self.anchor(kind, id) }

        static func anchor(_ kind: CellKind, _ id: String) -> String {
            "\(kind.anchor)-\(id.replacing(".", with: "-"))"
        }
    }

    /// What follows a heading of level 2.
    public struct Section: Sendable {
        /// Its anchor.
        public let id: String
        /// In plain words, and with their looks.
        public let heading: String, headingWords: Words
        /// In order.
        public let blocks: [Block]
    }

    /// The heading of level 1, in plain words and with their looks.
    public let title: String, titleWords: Words
    /// What stands before the first section.
    public let opening: [Block]
    /// In order.
    public let sections: [Section]
    /// Its footnotes; nil where it has none.
    public let footnotes: Words?
    /// What was left out of it on purpose, a line each: raw HTML, unsafe links.
    public let notes: [String]

    /// The cells in order.
    public var cells: [NumberedCell] { (opening + sections.flatMap(\.blocks)).flatMap(\.cells) }

    /// The decoders to try, in order.
    public var explorers: [Explorer] {
        cells.compactMap {
            if case .explorer(let figure) = $0.output { figure.explorer } else { nil }
        }
    }

    /// The figures in order.
    public var figures: [RenderedFigure] {
        cells.compactMap {
            switch $0.output {
            case .figure(let figure): figure
            case .explorer(let explorer): explorer.strip
            case .table, .value, .log, .verdict, .equation, .nothing: nil
            }
        }
    }
}

extension Document.Block {
    /// Its cells, those of its columns one column after the other.
    var cells: [Document.NumberedCell] {
        switch self {
        case .cell(let cell): [cell]
        case .columns(let columns): columns.flatMap { $0.blocks.flatMap(\.cells) }
        case .prose, .table, .heading: []
        }
    }
}
