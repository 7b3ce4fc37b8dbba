import Figures
import Foundation

/// Puts a read document and the outputs of its cells together.
struct DocumentComposer {
    private let draft: DocumentDraft
    private let values: ValueCatalogue
    private let cells: [Document.NumberedCell]
    /// Of headings below which something comes; the others are dropped.
    private let kept: Set<String>

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
        let shownIDs = Set(cells.lazy.filter { !$0.output.isNothing }.map(\.id))
        kept = KeptHeadings.ids(in: draft, values: values, shownCells: shownIDs)
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
            if node.isBlankParagraph(values) {
                node.remove()
            } else {
                notes += try fill.fill(node)
            }
        }
        var parts = DocumentParts()
        for piece in pieces() { take(piece, filled, into: &parts) }
        return parts.document(notes: told(notes))
    }

    /// Each note once, and not more of them than of problems.
    private func told(_ notes: [String]) -> [String] {
        var seen: Set<String> = []
        let different = notes.filter { seen.insert($0).inserted }
        let shown = different.prefix(DocumentError.most)
        let rest = different.count - shown.count
        return shown + (rest > 0 ? ["\(draft.source.name): \(rest) more notes like these"] : [])
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
        for case .heading(_, let id, let node) in draft.items where kept.contains(id) {
            labels[id] = "“\(node.plainText)”"
        }
        return labels
    }

    /// What stands between marks, and the marks.
    private enum Piece {
        case words(Words)
        case mark(DocumentDraft.Item)
    }

    /// Takes the tree apart.
    private func pieces() -> [Piece] {
        // As a whole, for footnotes have to know each other.
        var rest = draft.tree.html(draft.tree.root)[...]
        var markdown = draft.tree.root.children.split(
            omittingEmptySubsequences: false, whereSeparator: \.isMark
        ).map { MarkdownTree.takeMarkdown(Array($0)) }[...]
        func words(_ html: Substring) -> Piece {
            guard let same = markdown.popFirst() else {
                preconditionFailure("fewer words in Markdown than in HTML")
            }
            return .words(
                Words(
                    html: html.trimmingCharacters(in: .whitespacesAndNewlines),
                    markdown: same.text, pictures: same.pictures))
        }
        var pieces: [Piece] = []
        for (number, item) in draft.items.enumerated() {
            let mark = DocumentDraft.mark(number)
            guard let found = rest.range(of: mark) else {
                preconditionFailure("the mark \(number) was lost")
            }
            pieces.append(words(rest[..<found.lowerBound]))
            pieces.append(.mark(item))
            rest = rest[found.upperBound...]
        }
        return pieces + [words(rest)]
    }

    private func take(
        _ piece: Piece, _ cells: [Document.NumberedCell], into parts: inout DocumentParts
    ) {
        switch piece {
        case .words(let words): if !words.html.isEmpty { parts.add(words) }
        case .mark(.heading(let level, let id, let node)):
            guard kept.contains(id) else { return }
            let plain = node.plainText
            parts.add(level: level, id: id, plain: plain, words: draft.tree.takeWords(of: node))
        case .mark(.cell(let cell)):
            guard let made = cells.first(where: { $0.id == cell.id }) else { return }
            if !made.output.isNothing { parts.blocks.append(.cell(made)) }
        case .mark(.tableStart): parts.place = .table
        case .mark(.tableEnd): parts.place = .prose
        case .mark(.footnotes): parts.place = .footnotes
        }
    }
}

extension Document.NumberedCell {
    /// With values and references in its words, which may be the document's.
    fileprivate func filled(_ fill: InlineFill) -> Document.NumberedCell {
        var output = output
        switch output {
        case .figure(let figure): output = .figure(figure.filled(fill))
        case .explorer(var figure):
            figure.strip = figure.strip.filled(fill)
            output = .explorer(figure)
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

extension RenderedFigure {
    /// With values and references in its words.
    fileprivate func filled(_ fill: InlineFill) -> RenderedFigure {
        var figure = self
        figure.title = fill.text(title)
        figure.caption = fill.text(caption)
        figure.altText = fill.text(altText)
        return figure
    }
}

extension CellOutput {
    /// Whether the study has no matter for the cell.
    var isNothing: Bool { if case .nothing = self { true } else { false } }
}
