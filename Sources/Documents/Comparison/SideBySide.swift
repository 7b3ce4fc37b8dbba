/// Two documents laid beside each other, part by part: what is the same stands once.
struct SideBySide {
    /// What follows a heading of level 2.
    struct Section {
        /// Of each study that has it; at least one.
        let of: Both<Document.Section?>
        let pieces: [Piece]
    }

    /// A place.
    enum Piece {
        /// The same in both.
        case once(Document.Block)
        /// What each study has there; one list may be empty.
        case each(Both<[Document.Block]>)
    }

    let opening: [Piece]
    let sections: [Section]

    init(_ documents: Both<Document>) {
        let openings = Self.aligned(documents.a.opening, documents.b.opening)
        var sections: [(Both<Document.Section?>, [Alignment<Document.Block>])] = []
        for part in Alignment.of(documents.a.sections, documents.b.sections, by: \.id) {
            switch part {
            case .both(let a, let b):
                sections.append((Both(a, b), Self.aligned(a.blocks, b.blocks)))
            case .apart(let a, let b):
                sections += a.map { (Both($0, nil), Self.aligned($0.blocks, [])) }
                sections += b.map { (Both(nil, $0), Self.aligned([], $0.blocks)) }
            }
        }
        let places = Self.common(sections, openings)
        opening = openings.map { Self.piece($0, places) }
        self.sections = sections.map { section in
            Section(of: section.0, pieces: section.1.map { Self.piece($0, places) })
        }
    }

    private static func aligned(
        _ a: [Document.Block], _ b: [Document.Block]
    ) -> [Alignment<Document.Block>] {
        Alignment.of(a, b) { block -> [String] in
            switch block {
            case .prose(let words): ["prose", words.html]
            case .table(let words): ["table", words.html]
            case .heading(let level, let id, _): ["heading", "\(level)", id]
            case .cell(let cell): ["cell", cell.kind.rawValue, cell.id]
            case .columns(let columns): ["columns"] + columns.map(\.study)
            }
        }
    }

    /// The anchors that stay as they are, each leading to one place for both studies.
    private static func common(
        _ sections: [(Both<Document.Section?>, [Alignment<Document.Block>])],
        _ opening: [Alignment<Document.Block>]
    ) -> Set<String> {
        var anchors = Set(
            sections.compactMap { $0.0.a != nil && $0.0.b != nil ? $0.0.a?.id : nil })
        for case .both(let a, let b) in opening + sections.flatMap(\.1) {
            switch (a, b) {
            case (.heading(_, let id, let words), .heading(_, _, let others)) where words == others:
                anchors.insert(id)
            case (.cell(let one), .cell(let other)) where one.shows(theSameAs: other):
                anchors.insert(one.anchor)
            default: continue
            }
        }
        return anchors
    }

    private static func piece(
        _ part: Alignment<Document.Block>, _ places: Set<String>
    ) -> Piece {
        switch part {
        case .apart(let a, let b): return .each(Both(a, b))
        case .both(let a, let b):
            let isSame =
                switch (a, b) {
                // The same words may point to what differs.
                case (.prose(let words), _), (.table(let words), _):
                    CrossReferences.anchors(in: words.html).allSatisfy(places.contains)
                case (.heading(_, _, let words), .heading(_, _, let others)):
                    words == others
                        && CrossReferences.anchors(in: words.html).allSatisfy(places.contains)
                case (.cell(let one), .cell(let other)): one.shows(theSameAs: other)
                default: false
                }
            return isSame ? .once(a) : .each(Both([a], [b]))
        }
    }
}

extension Document.NumberedCell {
    /// Whether it is the same words or formula as another study's, and so needs to be there once only.
    /// Figures and tables are one study's whatever they show.
    fileprivate func shows(theSameAs other: Document.NumberedCell) -> Bool {
        switch (output, other.output) {
        case (.value(let one, let title), .value(let second, let otherTitle)):
            one == second && title == otherTitle
        case (.equation(let one), .equation(let second)): one == second
        default: false
        }
    }
}
