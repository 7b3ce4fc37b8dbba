import Figures

/// Gives what stands side by side its numbers, names and places, and makes one document of it.
struct ComparisonComposer {
    private let beside: SideBySide
    private let heads: Both<String>
    private var references = Both(CrossReferences(suffix: "-a"), CrossReferences(suffix: "-b"))
    private var counts: [String: Int] = [:]
    private var shown = 0
    private var taken: Set<String> = ["main"]
    /// The new name, number and label of each cell, by side and old name.
    private var cells: [String: Place] = [:]

    private struct Place {
        let id: String
        let number: Int
        let label: String?
    }

    /// `heads` say of each column which study it is. Nothing has a number yet: places are given out in
    /// the order of the page, and before any words are written, since words point ahead.
    init(_ beside: SideBySide, heads: Both<String>) {
        self.beside = beside
        self.heads = heads
        // Names of cells are those of files too, so that headings make way for them.
        for piece in beside.opening + beside.sections.flatMap(\.pieces) {
            for cell in piece.cells {
                for id in [cell.id, "\(cell.id)-a", "\(cell.id)-b"] {
                    taken.insert(Document.NumberedCell.anchor(cell.kind, id))
                }
            }
        }
    }

    /// A cell of the comparison itself, which no document has written; it takes the next number.
    mutating func cell(_ kind: CellKind, _ id: String, _ output: CellOutput) -> Document.Block {
        let label = kind.caption.map { number($0) }
        taken.insert(Document.NumberedCell.anchor(kind, id))
        return .cell(own(kind, id, output, label: label))
    }

    /// The same of both studies, a column each.
    mutating func cells(
        _ kind: CellKind, _ id: String, _ outputs: Both<CellOutput>
    ) -> Document.Block {
        let columns = ComparedSide.allCases.map { side -> Document.Column in
            let id = "\(id)-\(side.rawValue)"
            taken.insert(Document.NumberedCell.anchor(kind, id))
            return Document.Column(
                study: heads[side], blocks: [.cell(own(kind, id, outputs[side], label: nil))])
        }
        return .columns(columns)
    }

    private func own(
        _ kind: CellKind, _ id: String, _ output: CellOutput, label: String?
    ) -> Document.NumberedCell {
        Document.NumberedCell(
            number: 0, kind: kind, id: id, source: "", label: label, output: output)
    }

    private mutating func number(_ caption: String) -> String {
        counts[caption, default: 0] += 1
        return "\(caption) \(counts[caption] ?? 0)"
    }

    /// Numbers and names what stands before the first part.
    mutating func placeOpening() {
        for piece in beside.opening { placeCells(of: piece) }
        for piece in beside.opening { placeHeadings(of: piece) }
    }

    /// Numbers and names all parts.
    mutating func placeSections() {
        for section in beside.sections {
            let id = section.of.a?.id ?? section.of.b?.id ?? ""
            // What both have, has one anchor.
            let free = free(section.of.a == nil ? "\(id)-b" : section.of.b == nil ? "\(id)-a" : id)
            for side in ComparedSide.allCases where section.of[side] != nil {
                references[side, id] = free
            }
            for piece in section.pieces { placeCells(of: piece) }
            for piece in section.pieces { placeHeadings(of: piece) }
        }
    }

    /// What stands before the first part; everything has its place by then.
    var opening: [Document.Block] { beside.opening.map(block) }

    /// The parts; everything has its place by then.
    var sections: [Document.Section] {
        beside.sections.map { section in
            let found = ComparedSide.allCases.compactMap { side in
                section.of[side].map { (side: side, section: $0) }
            }
            let (side, first) = found[0]
            let words = found.map { references[$0.side].words($0.section.headingWords) }
            let plain = found.map(\.section.heading)
            return Document.Section(
                id: references[side, first.id] ?? first.id,
                heading: plain.first == plain.last ? first.heading : plain.joined(separator: " / "),
                headingWords: words.first == words.last
                    ? words[0]
                    : Words(
                        html: words.map(\.html).joined(separator: " / "),
                        markdown: words.map(\.markdown).joined(separator: " / "),
                        pictures: words.flatMap(\.pictures)),
                blocks: section.pieces.map(block))
        }
    }

    /// Each study's footnotes; nil where there are none.
    func footnotes(_ documents: Both<Document>) -> Document.Block? {
        func notes(_ side: ComparedSide) -> [Document.Block] {
            documents[side].footnotes.map { [moved(.prose($0), side)] } ?? []
        }
        return columns(Both(notes(.a), notes(.b)))
    }

    /// `wanted`, or where that is taken the next like it.
    mutating func free(_ wanted: String) -> String {
        var id = wanted
        var count = 1
        while !taken.insert(id).inserted {
            count += 1
            id = "\(wanted)-\(count)"
        }
        return id
    }

    // Places.

    private mutating func placeCells(of piece: SideBySide.Piece) {
        switch piece {
        case .once(.cell(let cell)): place(Both(cell, cell), suffixes: Both("", ""))
        case .once: return
        case .each(let both):
            let cells = both.map { $0.flatMap(\.cells) }
            let suffixes = Both("a", "b")
            if cells.a.count == 1, cells.b.count == 1, cells.a[0].id == cells.b[0].id {
                return place(Both(cells.a[0], cells.b[0]), suffixes: suffixes)
            }
            for cell in cells.a { place(Both(cell, nil), suffixes: suffixes) }
            for cell in cells.b { place(Both(nil, cell), suffixes: suffixes) }
        }
    }

    private mutating func placeHeadings(of piece: SideBySide.Piece) {
        switch piece {
        case .once(.heading(_, let id, _)):
            let free = free(id)
            for side in ComparedSide.allCases { references[side, id] = free }
        case .once: return
        case .each(let both):
            for side in ComparedSide.allCases {
                for case .heading(_, let id, _) in both[side] {
                    references[side, id] = free("\(id)-\(side.rawValue)")
                }
            }
        }
    }

    /// What both studies have in one place, has one number.
    private mutating func place(
        _ pair: Both<Document.NumberedCell?>, suffixes: Both<String>
    ) {
        guard let kind = (pair.a ?? pair.b)?.kind else { return }
        shown += 1
        let label = kind.caption.map { number($0) }
        for side in ComparedSide.allCases {
            guard let cell = pair[side] else { continue }
            let suffix = suffixes[side]
            let id = suffix.isEmpty ? cell.id : "\(cell.id)-\(suffix)"
            let place = Place(id: id, number: shown, label: label.map { $0 + suffix })
            cells[Self.key(cell, side)] = place
            let anchor = Document.NumberedCell.anchor(cell.kind, id)
            taken.insert(anchor)
            references[side, cell.anchor] = anchor
            if let old = cell.label { references[side].labels[old] = place.label }
        }
    }

    private static func key(_ cell: Document.NumberedCell, _ side: ComparedSide) -> String {
        "\(side) \(cell.kind) \(cell.id)"
    }

    // Blocks.

    private func block(_ piece: SideBySide.Piece) -> Document.Block {
        switch piece {
        case .once(let block): moved(block, .a)
        case .each(let both):
            columns(Both(both.a.map { moved($0, .a) }, both.b.map { moved($0, .b) }))
                ?? .prose(Words(html: "", markdown: ""))
        }
    }

    /// Nil where there is nothing in either.
    private func columns(_ blocks: Both<[Document.Block]>) -> Document.Block? {
        let columns = ComparedSide.allCases.filter { !blocks[$0].isEmpty }.map {
            Document.Column(study: heads[$0], blocks: blocks[$0])
        }
        return columns.isEmpty ? nil : .columns(columns)
    }

    private func moved(_ block: Document.Block, _ side: ComparedSide) -> Document.Block {
        let references = references[side]
        switch block {
        case .prose(let words): return .prose(references.words(words))
        case .table(let words): return .table(references.words(words))
        case .heading(let level, let id, let words):
            return .heading(
                level: level, id: references.anchors[id] ?? id, words: references.words(words))
        case .cell(let cell): return .cell(moved(cell, side))
        case .columns: return block
        }
    }

    private func moved(
        _ cell: Document.NumberedCell, _ side: ComparedSide
    ) -> Document.NumberedCell {
        guard let place = cells[Self.key(cell, side)] else {
            preconditionFailure("a cell without a place: \(cell.id)")
        }
        let references = references[side]
        return Document.NumberedCell(
            number: place.number, kind: cell.kind, id: place.id, source: cell.source,
            label: place.label, output: cell.output.renamed(place.id, references.text))
    }
}

extension Both<CrossReferences> {
    /// Where an anchor of a side leads.
    fileprivate subscript(side: ComparedSide, anchor: String) -> String? {
        get { self[side].anchors[anchor] }
        set { self[side].anchors[anchor] = newValue }
    }
}

extension CellOutput {
    /// Under another name, with `words` said of those of the document.
    fileprivate func renamed(_ id: String, _ words: (String) -> String) -> CellOutput {
        switch self {
        case .figure(let figure): return .figure(figure.renamed(id, words))
        case .explorer(var figure):
            figure.strip = figure.strip.renamed(id, words)
            return .explorer(figure)
        case .table(var table):
            table.title = words(table.title)
            table.caption = words(table.caption)
            return .table(table)
        case .log(var log):
            log.title = words(log.title)
            log.caption = words(log.caption)
            return .log(log)
        case .value(let value, let title): return .value(value, title: title.map(words))
        case .verdict, .equation, .nothing: return self
        }
    }
}

extension RenderedFigure {
    fileprivate func renamed(_ id: String, _ words: (String) -> String) -> RenderedFigure {
        var figure = self
        figure.id = id
        figure.title = words(title)
        figure.caption = words(caption)
        figure.altText = words(altText)
        return figure
    }
}

extension SideBySide.Piece {
    /// Of both studies.
    fileprivate var cells: [Document.NumberedCell] {
        switch self {
        case .once(let block): block.cells
        case .each(let both): both.list.flatMap { $0.flatMap(\.cells) }
        }
    }
}
