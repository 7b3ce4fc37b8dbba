/// Puts values, labels and pictures into the words of a document that was found to be right.
struct InlineFill {
    let source: DocumentSource
    let values: ValueCatalogue
    /// `Figure 3` by the anchor of its cell, and the words of headings by theirs. A cell that the study
    /// has no matter for has none.
    var labels: [String: String]

    /// Where a reference points to.
    static func anchor(_ kind: String, _ id: String) -> String {
        kind == "section" ? id : "\(kind)-\(id)"
    }

    /// Fills a block; gives what was left out of it on purpose, a line each.
    func fill(_ block: MarkdownNode) throws -> [String] {
        var notes: [String] = []
        for node in block.descendants {
            switch node.kind {
            case .text: fill(text: node)
            case .image: try node.setAddress(PictureFile(node.address, in: source.folder).address)
            case .link where node.address.hasPrefix("#"):
                // To a cell or part that this study has no matter for.
                if labels[String(node.address.dropFirst())] == nil {
                    node.replace(by: node.children.map { $0.unlinked() })
                }
            case .link where !Self.isSafe(node.address):
                notes.append(
                    "\(source.name):\(block.lines.lowerBound): a link to “\(node.address.prefix(60))” is left"
                        + " out: only pages, mail and places of this document are linked to")
                node.replace(by: node.children.map { $0.unlinked() })
            default: continue
            }
        }
        return notes
    }

    /// Plain words with values, and references as the words that a link would have.
    func text(_ words: String) -> String {
        guard words.contains("{{") || words.contains("@") else { return words }
        return InlinePiece.scan(words).map { piece in
            switch piece {
            case .words(let words): words
            case .value(let name, _): value(name)
            case .reference(let kind, let id, _):
                labels[Self.anchor(kind, id)].map(Self.plain) ?? Self.absence(kind)
            case .unclosed: "{{"
            }
        }.joined()
    }

    /// A label where it is no link: `Figure 3` is not broken, and so told from the same words of a
    /// person, where it has to follow its figure into a comparison. Words of headings stay as they are.
    static func plain(_ label: String) -> String {
        label.hasPrefix("“") ? label : label.replacing(" ", with: "\u{A0}")
    }

    private static func absence(_ kind: String) -> String {
        "a \(kind) that this study does not have"
    }

    private func fill(text node: MarkdownNode) {
        let pieces = InlinePiece.scan(node.literal)
        guard pieces.contains(where: { if case .words = $0 { false } else { true } }) else {
            return
        }
        let nodes = pieces.map { piece -> MarkdownNode in
            switch piece {
            case .words(let words): .text(words)
            case .value(let name, _): .text(value(name))
            case .reference(let kind, let id, _):
                reference(
                    Self.anchor(kind, id), kind, isLinked: node.isLinked)
            case .unclosed: .text("{{")
            }
        }
        node.replace(by: nodes)
    }

    private func value(_ name: String) -> String {
        if case .text(let words) = values.value(name) { words } else { "" }
    }

    /// A link, or the words of one where it would stand in another.
    private func reference(
        _ anchor: String, _ kind: String, isLinked: Bool
    ) -> MarkdownNode {
        guard let label = labels[anchor] else { return .text(Self.absence(kind)) }
        return isLinked ? .text(Self.plain(label)) : .link(to: "#\(anchor)", label)
    }

    /// Pages and mail; a place beside the page is elsewhere once the page was mailed.
    private static func isSafe(_ address: String) -> Bool {
        let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        guard address.dropFirst(scheme.count).first == ":" else { return false }
        return ["http", "https", "mailto"].contains(scheme.lowercased())
    }
}
