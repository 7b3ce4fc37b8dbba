import Foundation

/// Puts a read document and the outputs of its cells together.
struct DocumentComposer {
    private let draft: DocumentDraft
    private let values: ValueCatalogue
    private let cells: [Document.NumberedCell]

    /// `outputs` are those of the draft's cells, in order.
    init(_ draft: DocumentDraft, values: ValueCatalogue, outputs: [CellOutput]) {
        self.draft = draft
        self.values = values
        var counts: [String: Int] = [:]
        cells = zip(draft.cells, outputs).enumerated().map { place, pair in
            let (cell, output) = pair
            var label: String?
            if let caption = cell.kind.caption, !output.isNothing {
                counts[caption, default: 0] += 1
                label = "\(caption) \(counts[caption] ?? 0)"
            }
            return Document.NumberedCell(
                number: place + 1, kind: cell.kind, id: cell.id, source: cell.source, label: label,
                output: output)
        }
    }

    /// The whole; throws where a picture went away since it was looked at.
    func document() throws -> Document {
        var notes = draft.notes
        // Headings first: their words are what references to them say.
        var fill = InlineFill(source: draft.source, values: values, labels: cellLabels)
        for case .heading(_, _, let node) in draft.items { notes += try fill.fill(node) }
        fill.labels = cellLabels.merging(headingLabels) { cell, _ in cell }
        for node in draft.tree.root.children {
            notes += try fill.fill(node)
            // What was nothing but values that the study does not have.
            if node.kind == .paragraph, node.isBlank { node.remove() }
        }
        var parts = Parts()
        for piece in pieces(of: draft.tree.html(draft.tree.root)) { try take(piece, into: &parts) }
        return parts.document(notes: notes)
    }

    private var cellLabels: [String: String] {
        var labels: [String: String] = [:]
        for cell in cells {
            if let label = cell.label { labels[cell.anchor] = label }
        }
        return labels
    }

    private var headingLabels: [String: String] {
        var labels: [String: String] = [:]
        for case .heading(_, let id, let node) in draft.items {
            labels[id] = "“\(node.plainText)”"
        }
        return labels
    }

    /// What stands between marks, and the marks.
    private enum Piece {
        case html(String)
        case mark(DocumentDraft.Item)
    }

    private func pieces(of html: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = html[...]
        for (number, item) in draft.items.enumerated() {
            let mark = DocumentDraft.mark(number)
            guard let found = rest.range(of: mark) else {
                preconditionFailure("the mark \(number) was lost")
            }
            pieces.append(.html(String(rest[..<found.lowerBound])))
            pieces.append(.mark(item))
            rest = rest[found.upperBound...]
        }
        return pieces + [.html(String(rest))]
    }

    private func take(_ piece: Piece, into parts: inout Parts) throws {
        switch piece {
        case .html(let html):
            let words = html.trimmingCharacters(in: .whitespacesAndNewlines)
            if !words.isEmpty { parts.add(html: words) }
        case .mark(.heading(let level, let id, let node)):
            let words = node.plainText
            parts.add(level: level, id: id, words: words, html: draft.tree.inlineHTML(node))
        case .mark(.cell(let cell)):
            guard let made = cells.first(where: { $0.id == cell.id }) else { return }
            if !made.output.isNothing { parts.blocks.append(.cell(made)) }
        case .mark(.tableStart): parts.place = .table
        case .mark(.tableEnd): parts.place = .prose
        case .mark(.footnotes): parts.place = .footnotes
        }
    }
}

extension DocumentComposer {
    /// A document in the making.
    fileprivate struct Parts {
        enum Place {
            case prose, table, footnotes
        }

        var place = Place.prose
        var blocks: [Document.Block] = []
        private var title = ("", "")
        private var opening: [Document.Block]?
        private var heading: (id: String, words: String, html: String)?
        private var sections: [Document.Section] = []
        private var footnotes = ""

        mutating func add(html: String) {
            switch place {
            case .prose: blocks.append(.prose(html))
            // Attributes of HTML 4, which checkers refuse; classes say the same.
            case .table: blocks.append(.table(html.replacing(" align=\"", with: " class=\"")))
            case .footnotes: footnotes += html
            }
        }

        mutating func add(level: Int, id: String, words: String, html: String) {
            dropHeadings(from: level)
            switch level {
            case 1: title = (words, html)
            case 2:
                close()
                heading = (id, words, html)
            default: blocks.append(.heading(level: level, id: id, html: html))
            }
        }

        /// Takes back headings under which nothing came: all there was to say was left out.
        private mutating func dropHeadings(from level: Int) {
            while case .heading(let last, _, _) = blocks.last, last >= level {
                blocks.removeLast()
            }
        }

        private mutating func close() {
            if let heading {
                if !blocks.isEmpty {
                    sections.append(
                        Document.Section(
                            id: heading.id, heading: heading.words, headingHTML: heading.html,
                            blocks: blocks))
                }
            } else {
                opening = blocks
            }
            blocks = []
        }

        mutating func document(notes: [String]) -> Document {
            dropHeadings(from: 3)
            close()
            return Document(
                title: title.0, titleHTML: title.1, opening: opening ?? [], sections: sections,
                footnotes: footnotes, notes: notes)
        }
    }
}

extension CellOutput {
    /// Whether the study has no matter for the cell.
    var isNothing: Bool { if case .nothing = self { true } else { false } }
}

extension MarkdownNode {
    /// Whether nothing is seen of it.
    fileprivate var isBlank: Bool {
        !descendants.contains { $0.kind == .image }
            && plainText.allSatisfy { $0.isWhitespace }
    }
}
