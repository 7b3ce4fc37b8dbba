/// The headings of a document that stay: those below which something comes. Where a study has no
/// matter for all that a heading stands above, the heading goes too.
enum KeptHeadings {
    private enum Item {
        case heading(level: Int, id: String)
        case content
    }

    /// Their anchors. The title always stays.
    static func ids(
        in draft: DocumentDraft, values: ValueCatalogue, shownCells: Set<String>
    ) -> Set<String> {
        var kept: Set<String> = []
        var open: [(level: Int, id: String)] = []
        for item in items(draft, values, shownCells) {
            switch item {
            case .heading(let level, let id):
                open.removeAll { $0.level >= level }
                open.append((level, id))
                if level == 1 { kept.insert(id) }
            case .content: kept.formUnion(open.map(\.id))
            }
        }
        return kept
    }

    /// Headings and what will be seen between them.
    private static func items(
        _ draft: DocumentDraft, _ values: ValueCatalogue, _ shownCells: Set<String>
    ) -> [Item] {
        var items: [Item] = []
        var marks = draft.items[...]
        for node in draft.tree.root.children {
            guard node.isMark else {
                if !node.isBlankParagraph(values) { items.append(.content) }
                continue
            }
            switch marks.popFirst() {
            case .heading(let level, let id, _): items.append(.heading(level: level, id: id))
            case .cell(let cell): if shownCells.contains(cell.id) { items.append(.content) }
            case .footnotes: return items
            case .tableStart, .tableEnd, nil: continue
            }
        }
        return items
    }
}

extension MarkdownNode {
    /// Whether it is a paragraph of nothing but values that the study does not have.
    func isBlankParagraph(_ values: ValueCatalogue) -> Bool {
        guard kind == .paragraph,
            !descendants.contains(where: { [.image, .footnoteReference].contains($0.kind) })
        else { return false }
        return InlinePiece.scan(plainText).allSatisfy { piece in
            switch piece {
            case .words(let words): words.allSatisfy(\.isWhitespace)
            case .value(let name, _): values.value(name)?.isEmpty ?? true
            case .reference, .unclosed: false
            }
        }
    }
}
