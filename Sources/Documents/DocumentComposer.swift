import Figures
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
        var shown = 0
        cells = zip(draft.cells, outputs).map { cell, output in
            var label: String?
            if !output.isNothing { shown += 1 }
            if let caption = cell.kind.caption, !output.isNothing {
                counts[caption, default: 0] += 1
                label = "\(caption) \(counts[caption] ?? 0)"
            }
            return Document.NumberedCell(
                number: shown, kind: cell.kind, id: cell.id, source: cell.source, label: label,
                output: output)
        }
    }

    /// The whole; throws where a picture went away since it was looked at.
    func document() throws -> Document {
        var notes = draft.notes
        // Headings first: their words are what references to them say.
        var fill = InlineFill(source: draft.source, values: values, labels: cellLabels)
        for case .heading(_, _, let node) in draft.items {
            let place = draft.source.place(node.lines.lowerBound)
            notes += try fill.fill(node)
            guard node.plainText.contains(where: { !$0.isWhitespace }) else {
                throw DocumentError([
                    .init(
                        place: place, problem: "a heading without words",
                        remedy: "write some, or a value that the study has")
                ])
            }
        }
        fill.labels = cellLabels.merging(headingLabels) { cell, _ in cell }
        let filled = cells.map { $0.filled(fill) }
        for node in draft.tree.root.children {
            // What is nothing but values that the study does not have.
            if node.kind == .paragraph, node.isBlank(values) {
                node.remove()
            } else {
                notes += try fill.fill(node)
            }
        }
        var parts = Parts()
        for piece in pieces(of: draft.tree.html(draft.tree.root)) {
            take(piece, filled, into: &parts)
        }
        return parts.document(notes: notes)
    }

    private var cellLabels: [String: String] {
        var labels: [String: String] = [:]
        for cell in cells where !cell.output.isNothing && cell.kind != .value {
            labels[cell.anchor] = cell.label ?? "\(cell.kind.rawValue) \(cell.id)"
        }
        return labels
    }

    private var headingLabels: [String: String] {
        var labels: [String: String] = [:]
        let kept = keptHeadings
        for case .heading(_, let id, let node) in draft.items where kept.contains(id) {
            labels[id] = "“\(node.plainText)”"
        }
        return labels
    }

    /// The headings below which something comes; the others are dropped.
    private var keptHeadings: Set<String> {
        var kept: Set<String> = []
        var open: [(level: Int, id: String)] = []
        for item in outline {
            switch item {
            case .heading(let level, let id):
                open.removeAll { $0.level >= level }
                open.append((level, id))
                if level == 1 { kept.insert(id) }
            case .content:
                kept.formUnion(open.map(\.id))
            }
        }
        return kept
    }

    private enum OutlineItem {
        case heading(level: Int, id: String)
        case content
    }

    /// Headings and what is seen between them, as it will be once values are in.
    private var outline: [OutlineItem] {
        var outline: [OutlineItem] = []
        var marks = draft.items[...]
        for node in draft.tree.root.children {
            guard node.isMark else {
                if node.kind != .paragraph || !node.isBlank(values) { outline.append(.content) }
                continue
            }
            switch marks.popFirst() {
            case .heading(let level, let id, _): outline.append(.heading(level: level, id: id))
            case .cell(let cell):
                let isShown = cells.contains { $0.id == cell.id && !$0.output.isNothing }
                if isShown { outline.append(.content) }
            case .footnotes: return outline
            case .tableStart, .tableEnd, nil: continue
            }
        }
        return outline
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

    private func take(
        _ piece: Piece, _ cells: [Document.NumberedCell], into parts: inout Parts
    ) {
        switch piece {
        case .html(let html):
            let words = html.trimmingCharacters(in: .whitespacesAndNewlines)
            if !words.isEmpty { parts.add(html: words) }
        case .mark(.heading(let level, let id, let node)):
            let words = node.plainText
            parts.add(level: level, id: id, words: words, html: draft.tree.takeInlineHTML(node))
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

extension Document.NumberedCell {
    /// With values and references in its words, which may be the document's.
    fileprivate func filled(_ fill: InlineFill) -> Document.NumberedCell {
        var output = output
        switch output {
        case .figure(var figure):
            figure.title = fill.text(figure.title)
            figure.caption = fill.text(figure.caption)
            figure.altText = fill.text(figure.altText)
            output = .figure(figure)
        case .table(var table):
            table.title = fill.text(table.title)
            table.caption = fill.text(table.caption)
            output = .table(table)
        case .log(var log):
            log.title = fill.text(log.title)
            log.caption = fill.text(log.caption)
            output = .log(log)
        case .value(let value, let title): output = .value(value, title: title.map(fill.text))
        case .verdict, .equation, .nothing: break
        }
        return Document.NumberedCell(
            number: number, kind: kind, id: id, source: source, label: label, output: output)
    }
}

extension CellOutput {
    /// Whether the study has no matter for the cell.
    var isNothing: Bool { if case .nothing = self { true } else { false } }
}

extension MarkdownNode {
    /// Whether nothing will be seen of it once values are in.
    fileprivate func isBlank(_ values: ValueCatalogue) -> Bool {
        !descendants.contains { [.image, .footnoteReference].contains($0.kind) }
            && InlinePiece.scan(plainText).allSatisfy { piece in
                switch piece {
                case .words(let words): words.allSatisfy(\.isWhitespace)
                case .value(let name, _): values.value(name)?.isEmpty ?? true
                case .reference, .unclosed: false
                }
            }
    }
}
