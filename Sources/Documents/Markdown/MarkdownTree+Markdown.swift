import CMarkdown
import Diagnostics
import Foundation

extension MarkdownTree {
    /// Blocks as Markdown that stands alone, in a notebook for example; they are gone from their tree
    /// then.
    static func takeMarkdown(
        _ blocks: [MarkdownNode]
    ) -> (text: String, pictures: [Words.Picture]) {
        let document = MarkdownNode(CMARK_NODE_DOCUMENT)
        defer { document.remove() }
        let notes = blocks.filter { $0.kind == .footnoteDefinition }
        for block in blocks where block.kind != .footnoteDefinition { document.append(block) }
        if !notes.isEmpty {
            // They are in the order of their numbers.
            document.append(.numbered(notes.map { $0.children.map { $0.unlinked() } }))
            for note in notes { note.remove() }
        }
        let pictures = document.descendants.compactMap { $0.standAlone() }
        guard let text = cmark_render_commonmark(document.pointer, options, 0) else {
            preconditionFailure("no memory for Markdown")
        }
        defer { free(text) }
        // Blanks at the beginning are the indentation of a list.
        return (
            String(cString: text).withoutControls.trimmingCharacters(in: .newlines), pictures
        )
    }
}

extension MarkdownNode {
    /// Changes what has a meaning only in a page, and what notebooks would read as a formula. Gives the
    /// picture that the node was, which is an attachment now.
    fileprivate func standAlone() -> Words.Picture? {
        switch kind {
        case .link where address.hasPrefix("#"):
            // A label stays told from a person's words, as in plain words.
            if let only = children.first, children.count == 1, only.kind == .text,
                Self.isLabel(only.literal)
            {
                only.setLiteral(InlineFill.plain(only.literal))
            }
            replace(by: children.map { $0.unlinked() })
        // Footnotes are no part of CommonMark; their literal is their number.
        case .footnoteReference: replace(by: [.text("[\(literal)]")])
        case .text: separateSigns()
        case .image:
            guard let match = address.wholeMatch(of: /data:([a-z\/]+);base64,(.*)/) else { break }
            let (_, type, base64) = match.output
            let picture = Words.Picture(type: String(type), base64: String(base64))
            setAddress("attachment:\(picture.name)")
            return picture
        default: break
        }
        return nil
    }

    /// `Figure 3`
    private static func isLabel(_ words: String) -> Bool {
        let parts = words.split(separator: " ", omittingEmptySubsequences: false)
        return parts.count == 2 && ["Figure", "Table", "Equation"].contains(parts[0])
            && !parts[1].isEmpty && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Puts markup in the place of signs that would be more than themselves.
    private func separateSigns() {
        var nodes: [MarkdownNode] = []
        var words = String.UnicodeScalarView()
        for scalar in literal.unicodeScalars {
            guard let markup = MarkdownText.markup(of: scalar) else {
                words.append(scalar)
                continue
            }
            nodes += [.text(String(words)), .inlineMarkup(markup)]
            words.removeAll()
        }
        if !nodes.isEmpty { replace(by: nodes + [.text(String(words))]) }
    }
}
