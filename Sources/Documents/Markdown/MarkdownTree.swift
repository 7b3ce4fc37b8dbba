import CMarkdown
import Diagnostics
import Foundation

/// A document's text as CommonMark with tables, footnotes, struck out text and bare links: owner of
/// cmark-gfm's tree.
///
/// Raw HTML and unsafe addresses never get out: cmark renders in its safe mode, and what it would
/// mention in a comment is taken out before.
final class MarkdownTree {
    /// The document node.
    let root: MarkdownNode

    /// Parses a text; anything is valid Markdown.
    init(_ text: String) {
        Self.register
        guard let parser = cmark_parser_new(Self.options) else {
            preconditionFailure("no memory for a parser")
        }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            guard let found = cmark_find_syntax_extension(name) else {
                preconditionFailure("cmark-gfm lacks its extension \(name)")
            }
            cmark_parser_attach_syntax_extension(parser, found)
        }
        cmark_parser_feed(parser, text, text.utf8.count)
        guard let tree = cmark_parser_finish(parser) else {
            preconditionFailure("no memory for a tree")
        }
        cmark_consolidate_text_nodes(tree)
        root = MarkdownNode(tree)
    }

    deinit { cmark_node_free(root.pointer) }

    /// How deep nodes are nested.
    var depth: Int {
        guard let iterator = cmark_iter_new(root.pointer) else {
            preconditionFailure("no memory for an iterator")
        }
        defer { cmark_iter_free(iterator) }
        var (depth, deepest) = (0, 0)
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE else { return deepest }
            // What has no children is entered and not left.
            guard cmark_node_first_child(cmark_iter_get_node(iterator)) != nil else { continue }
            depth += event == CMARK_EVENT_ENTER ? 1 : -1
            deepest = max(deepest, depth)
        }
    }

    /// Footnotes; bytes that are no UTF-8 were refused before.
    static let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8

    /// Not safe to do twice at once.
    private static let register: Void = cmark_gfm_core_extensions_ensure_registered()

    /// HTML of a node and all below it, in cmark's safe mode.
    func html(_ node: MarkdownNode) -> String {
        guard let text = cmark_render_html(node.pointer, Self.options, nil) else {
            preconditionFailure("no memory for HTML")
        }
        defer { free(text) }
        return String(cString: text).withoutControls
    }

    /// The words in a heading or paragraph, without the element around them; they are gone from it then.
    func takeWords(of node: MarkdownNode) -> Words {
        // cmark looks at what a paragraph stands in.
        let document = MarkdownNode(CMARK_NODE_DOCUMENT)
        let paragraph = MarkdownNode(CMARK_NODE_PARAGRAPH)
        document.append(paragraph)
        for child in node.children { paragraph.append(child) }
        defer { document.remove() }
        let html = html(document).trimmingCharacters(in: .whitespacesAndNewlines)
        let markdown = Self.takeMarkdown([paragraph])
        return Words(
            html: html.hasPrefix("<p>") && html.hasSuffix("</p>")
                ? String(html.dropFirst(3).dropLast(4)) : html,
            markdown: markdown.text, pictures: markdown.pictures)
    }
}
