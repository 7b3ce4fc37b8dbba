import Diagnostics
import Foundation

/// A document read but not filled yet: its tree with marks where headings, cells and tables are.
///
/// What the text and its options alone can tell is told here, all at once; what a figure makes of its
/// options is told when it is drawn.
final class DocumentDraft {
    /// What stands at a mark.
    enum Item {
        case heading(level: Int, id: String, MarkdownNode)
        case cell(Cell)
        case tableStart, tableEnd, footnotes
    }

    let source: DocumentSource
    let tree: MarkdownTree
    /// By the numbers of their marks.
    private(set) var items: [Item] = []
    /// What was left out on purpose.
    private(set) var notes: [String] = []
    private var reader: CellReader
    private var headings = HeadingOutline()

    var cells: [Cell] {
        items.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }

    /// Reads a document. Throws `DocumentError` with all that is wrong with it; without `values`, their
    /// names are not looked at.
    init(_ source: DocumentSource, values: ValueCatalogue?) throws {
        self.source = source
        if let problem = source.oversizedRun { throw DocumentError([problem]) }
        tree = MarkdownTree(source.text)
        reader = CellReader(source)
        var bounds = try DocumentBounds(tree, source)
        for node in tree.root.children where reader.problems.count <= DocumentError.most {
            try bounds.add(node)
            read(node)
            try bounds.check(items: items.count, at: node)
        }
        let problems = headings.problems(in: source)
        for problem in problems { reader.note(problem.place, problem.problem, problem.remedy) }
        checkAnchors()
        // A cell that could not be read may be what is referred to.
        let inline = InlineCheck(
            source, values: values, anchors: reader.problems.isEmpty ? anchors : nil)
        var blocks = tree.root.children
        for case .heading(_, _, let node) in items { blocks.append(node) }
        for block in blocks where reader.problems.count < DocumentError.most {
            for problem in inline.problems(in: block) {
                reader.note(problem.place, problem.problem, problem.remedy)
            }
        }
        for problem in cells.flatMap(inline.problems) {
            reader.note(problem.place, problem.problem, problem.remedy)
        }
        if let values {
            for cell in cells where cell.kind == .value && values.value(cell.subject) == nil {
                reader.note(
                    cell.places["show"] ?? cell.place, "there is no value “\(cell.subject)”",
                    values.remedy(for: cell.subject))
            }
        }
        guard reader.problems.isEmpty else { throw DocumentError(reader.problems) }
    }

    deinit {
        for case .heading(_, _, let node) in items { node.remove() }
    }

    /// What links and references can point to.
    var anchors: Set<String> {
        Set(
            items.compactMap {
                switch $0 {
                case .heading(_, let id, _): id
                case .cell(let cell):
                    cell.kind == .value
                        ? nil : Document.NumberedCell.anchor(cell.kind, cell.id)
                case .tableStart, .tableEnd, .footnotes: nil
                }
            })
    }

    /// How a mark is written. The words of a document never come out like it, `<` being escaped.
    static func mark(_ number: Int) -> String { "<mark-\(number)>" }

    private func read(_ node: MarkdownNode) {
        dropHTML(in: node)
        switch node.kind {
        case .heading:
            let (id, isGiven) = headings.add(node)
            if isGiven, !HeadingOutline.isName(id) {
                reader.note(
                    source.place(node.lines.lowerBound), "“\(id)” cannot be an anchor",
                    "use lower-case letters, digits and “-”, and begin with a letter")
            }
            place(.heading(level: node.headingLevel, id: id, node), for: node, isKept: true)
        case .codeBlock where CellReader.isCell(node.fenceInfo):
            if let cell = reader.read(node) { place(.cell(cell), for: node) } else { node.remove() }
        case .htmlBlock:
            noteHTML(node)
            node.remove()
        case .table:
            refuseNested(node)
            MarkdownNode.markup(add(.tableStart)).insert(before: node)
            MarkdownNode.markup(add(.tableEnd)).insert(after: node)
        case .footnoteDefinition:
            refuseNested(node)
            let isFirst = !items.contains { if case .footnotes = $0 { true } else { false } }
            if isFirst { MarkdownNode.markup(add(.footnotes)).insert(before: node) }
        default: refuseNested(node)
        }
    }

    private func add(_ item: Item) -> String {
        items.append(item)
        return Self.mark(items.count - 1)
    }

    private func place(_ item: Item, for node: MarkdownNode, isKept: Bool = false) {
        MarkdownNode.markup(add(item)).insert(before: node)
        if isKept { node.unlink() } else { node.remove() }
    }

    /// Cells and headings inside lists and quotations have no place in the outline.
    private func refuseNested(_ node: MarkdownNode) {
        for inner in node.descendants {
            let place = source.place(inner.lines.lowerBound, inner.column)
            switch inner.kind {
            case .codeBlock where CellReader.isCell(inner.fenceInfo):
                reader.note(
                    place, "a cell inside a list or a quotation",
                    "begin its fence at the line’s first column, outside of them")
            case .table:
                reader.note(place, "a table inside a list or a quotation", "put it outside of them")
            case .heading:
                reader.note(
                    place, "a heading inside a list or a quotation", "put it outside of them")
            default: continue
            }
        }
    }

    private func dropHTML(in node: MarkdownNode) {
        for inner in node.descendants where [.htmlBlock, .htmlInline].contains(inner.kind) {
            noteHTML(inner)
            inner.remove()
        }
    }

    private func noteHTML(_ node: MarkdownNode) {
        notes.append("\(source.name):\(node.lines.lowerBound): raw HTML is left out of documents")
    }

    private func checkAnchors() {
        var seen: Set<String> = ["main"]
        for item in items {
            guard case .heading(_, let id, let node) = item, !seen.insert(id).inserted else {
                continue
            }
            reader.note(
                source.place(node.lines.lowerBound), "the anchor \(id) is there twice",
                "give the heading one of its own: ## Heading {#another}")
        }
        for case .heading(_, let id, let node) in items
        where id.hasPrefix("fn-") || id.hasPrefix("fnref-") || id.hasSuffix("-caption") {
            reader.note(
                source.place(node.lines.lowerBound),
                "the anchor \(id) may be a footnote’s or a table’s",
                "give the heading another: ## Heading {#another}")
        }
        for cell in cells where cell.kind == .table && cell.id.hasSuffix("-caption") {
            reader.note(
                cell.place, "the id \(cell.id) may be another table’s anchor", "give it another id")
        }
        for cell in cells {
            let anchor = Document.NumberedCell.anchor(cell.kind, cell.id)
            if !seen.insert(anchor).inserted {
                reader.note(
                    cell.place, "the anchor \(anchor) of this cell is there twice",
                    "give the cell another id, or the heading another anchor")
            }
        }
    }
}
