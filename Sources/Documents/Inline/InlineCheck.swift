import Diagnostics

/// Looks over the words of a document: values, references, links and pictures that are not there.
struct InlineCheck {
    private let source: DocumentSource
    private let values: ValueCatalogue?
    private let anchors: Set<String>?

    /// Without `anchors`, what is referred to is not looked for.
    init(_ source: DocumentSource, values: ValueCatalogue?, anchors: Set<String>?) {
        self.source = source
        self.values = values
        self.anchors = anchors
    }

    /// Everything wrong in a block and below it, with where it is written.
    func problems(in block: MarkdownNode) -> [DocumentSource.Problem] {
        var seen: [String: Int] = [:]
        // Looked up only where something is wrong: a place is searched for from the block's beginning.
        func place(_ written: String) -> () -> DocumentSource.Place {
            let occurrence = seen[written] ?? 0
            seen[written] = occurrence + 1
            return { source.place(of: written, occurrence: occurrence, in: block.lines) }
        }
        var found: [DocumentSource.Problem] = []
        for node in block.descendants where found.count < DocumentError.most {
            switch node.kind {
            case .text: found += problems(inText: node.literal, place)
            case .link: found += problem(link: node, place("(\(node.address)"))
            case .image: found += problem(image: node, place("(\(node.address)"))
            default: continue
            }
        }
        return found
    }

    private func problems(
        inText text: String, _ place: (String) -> () -> DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        // What is no footnote any more: one that is written nowhere.
        var found = InlinePiece.notes(in: text).prefix(DocumentError.most).map { note in
            DocumentSource.Problem(
                place: place(note)(), problem: "the footnote \(note) is written nowhere",
                remedy: "write it at the end: \(note): …")
        }
        for piece in InlinePiece.scan(text) where found.count < DocumentError.most {
            switch piece {
            case .words: continue
            case .value(let name, let written): found += problem(value: name, place(written))
            case .reference(let kind, let id, let written):
                found += problem(kind, id, place(written))
            case .unclosed: found.append(unclosed(place("{{")()))
            }
        }
        return found
    }

    /// Everything wrong in the words of a cell: its title, caption and alternative text.
    func problems(in cell: Cell) -> [DocumentSource.Problem] {
        let texts = [
            ("title", cell.options.title), ("caption", cell.options.caption),
            ("alt", cell.options.alt),
        ]
        return texts.flatMap { key, text in
            InlinePiece.scan(text ?? "").flatMap { piece -> [DocumentSource.Problem] in
                let place = cell.values[key] ?? cell.place
                return switch piece {
                case .words: []
                case .value(let name, _): problem(value: name) { place }
                case .reference(let kind, let id, _): problem(kind, id) { place }
                case .unclosed: [unclosed(place)]
                }
            }
        }
    }

    private func unclosed(_ place: DocumentSource.Place) -> DocumentSource.Problem {
        .init(
            place: place, problem: "a value that is not closed",
            remedy: "end it with }} on the same line")
    }

    private func problem(
        value name: String, _ place: () -> DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        guard let values else { return [] }
        switch values.value(name) {
        case .text: return []
        case .some:
            return [
                .init(
                    place: place(), problem: "\(name) is a list and cannot stand in a sentence",
                    remedy: "show it in a cell: ```value \(name)")
            ]
        case nil:
            return [
                .init(
                    place: place(), problem: "there is no value “\(name)”",
                    remedy: values.remedy(for: name))
            ]
        }
    }

    private func problem(
        _ kind: String, _ id: String, _ place: () -> DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        let kinds = ["figure", "table", "equation", "section"]
        guard kinds.contains(kind) else {
            return [
                .init(
                    place: place(), problem: "there are no references of kind “\(kind)”",
                    remedy: NearMatches.remedy(for: kind, among: kinds) { "@\($0):" })
            ]
        }
        guard let anchors, !anchors.contains(InlineFill.anchor(kind, id)) else { return [] }
        let others = anchors.filter { anchor in
            kind == "section"
                ? !["figure-", "table-", "equation-"].contains { anchor.hasPrefix($0) }
                : anchor.hasPrefix("\(kind)-")
        }
        let ids = others.map { kind == "section" ? $0 : String($0.dropFirst(kind.count + 1)) }
        return [
            .init(
                place: place(), problem: "the document has no \(kind) “\(id)”",
                remedy: NearMatches.remedy(for: id, among: ids.sorted(), most: 8) {
                    "@\(kind):\($0)"
                })
        ]
    }

    private func problem(
        link: MarkdownNode, _ place: () -> DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        guard link.address.hasPrefix("#") else { return [] }
        let anchor = String(link.address.dropFirst())
        guard let anchors, !anchors.contains(anchor) else { return [] }
        return [
            .init(
                place: place(), problem: "nothing in the document has the anchor \(anchor)",
                remedy: NearMatches.remedy(for: anchor, among: anchors.sorted(), most: 8) {
                    "#\($0)"
                })
        ]
    }

    private func problem(
        image: MarkdownNode, _ place: () -> DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        do {
            guard image.plainText.contains(where: { !$0.isWhitespace }) else {
                throw PictureFile.Flaw(
                    problem: "the picture has no alternative text",
                    remedy: "say in brackets what is seen: ![…](\(image.address))")
            }
            _ = try PictureFile(image.address, in: source.folder)
            return []
        } catch let flaw as PictureFile.Flaw {
            return [.init(place: place(), problem: flaw.problem, remedy: flaw.remedy)]
        } catch {
            return [
                .init(
                    place: place(), problem: "\(error)", remedy: "give a picture that can be read")
            ]
        }
    }
}
