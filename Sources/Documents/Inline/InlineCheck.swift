import Diagnostics

/// Looks over the words of a document: values, references, links and pictures that are not there.
struct InlineCheck {
    private let source: DocumentSource
    private let values: ValueCatalogue?
    private let anchors: Set<String>

    init(_ source: DocumentSource, values: ValueCatalogue?, anchors: Set<String>) {
        self.source = source
        self.values = values
        self.anchors = anchors
    }

    /// Everything wrong in a block and below it, with where it is written.
    func problems(in block: MarkdownNode) -> [DocumentSource.Problem] {
        var seen: [String: Int] = [:]
        func place(_ written: String) -> DocumentSource.Place {
            defer { seen[written, default: 0] += 1 }
            return source.place(
                of: written, occurrence: seen[written] ?? 0, in: block.lines)
        }
        var found: [DocumentSource.Problem] = []
        for node in block.descendants {
            switch node.kind {
            case .text:
                for piece in InlinePiece.scan(node.literal) {
                    switch piece {
                    case .words: continue
                    case .value(let name, let written):
                        found += problem(value: name, place(written))
                    case .reference(let kind, let id, let written):
                        found += problem(kind, id, place(written))
                    case .unclosed:
                        found.append(
                            .init(
                                place: place("{{"), problem: "a value that is not closed",
                                remedy: "end it with }} on the same line"))
                    }
                }
            case .link: found += problem(link: node, place("(\(node.address)"))
            case .image: found += problem(image: node, place("(\(node.address)"))
            default: continue
            }
        }
        return found
    }

    private func problem(
        value name: String, _ place: DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        guard let values else { return [] }
        switch values.value(name) {
        case .text: return []
        case .some:
            return [
                .init(
                    place: place, problem: "\(name) is a list and cannot stand in a sentence",
                    remedy: "show it in a cell: ```value \(name)")
            ]
        case nil:
            return [
                .init(
                    place: place, problem: "there is no value “\(name)”",
                    remedy: "use one of: \(values.near(name).joined(separator: ", "))")
            ]
        }
    }

    private func problem(
        _ kind: String, _ id: String, _ place: DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        let kinds = ["figure", "table", "equation", "section"]
        guard kinds.contains(kind) else {
            let near = NearMatches.of(kind, among: kinds)
            return [
                .init(
                    place: place, problem: "there are no references of kind “\(kind)”",
                    remedy: "use one of: \(near.map { "@\($0):" }.joined(separator: ", "))")
            ]
        }
        guard !anchors.contains(InlineFill.anchor(kind, id)) else { return [] }
        let others = anchors.filter { anchor in
            kind == "section"
                ? !["figure-", "table-", "equation-"].contains { anchor.hasPrefix($0) }
                : anchor.hasPrefix("\(kind)-")
        }
        let ids = others.map { kind == "section" ? $0 : String($0.dropFirst(kind.count + 1)) }
        let near = NearMatches.of(id, among: ids.sorted()).prefix(8)
        return [
            .init(
                place: place, problem: "the document has no \(kind) “\(id)”",
                remedy: near.isEmpty
                    ? "it has no \(kind) at all"
                    : "use one of: \(near.map { "@\(kind):\($0)" }.joined(separator: ", "))")
        ]
    }

    private func problem(
        link: MarkdownNode, _ place: DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        guard link.address.hasPrefix("#") else { return [] }
        let anchor = String(link.address.dropFirst())
        guard !anchors.contains(anchor) else { return [] }
        let near = NearMatches.of(anchor, among: anchors.sorted()).prefix(8)
        return [
            .init(
                place: place, problem: "nothing in the document has the anchor \(anchor)",
                remedy: "use one of: \(near.map { "#\($0)" }.joined(separator: ", "))")
        ]
    }

    private func problem(
        image: MarkdownNode, _ place: DocumentSource.Place
    ) -> [DocumentSource.Problem] {
        do {
            guard !image.plainText.isEmpty else {
                throw PictureFile.Flaw(
                    problem: "the picture has no alternative text",
                    remedy: "say in brackets what is seen: ![…](\(image.address))")
            }
            _ = try PictureFile(image.address, in: source.folder)
            return []
        } catch let flaw as PictureFile.Flaw {
            return [.init(place: place, problem: flaw.problem, remedy: flaw.remedy)]
        } catch {
            return [
                .init(place: place, problem: "\(error)", remedy: "give a picture that can be read")
            ]
        }
    }
}
