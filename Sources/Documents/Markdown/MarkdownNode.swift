import CMarkdown

/// A node of a Markdown tree. Valid as long as the tree lives and the node is in it.
struct MarkdownNode: Hashable {
    /// What a node is; names are cmark-gfm's own.
    enum Kind: String {
        case document, paragraph, heading, list, item, table, text, code, link, image, emph, strong
        case blockQuote = "block_quote"
        case codeBlock = "code_block"
        case htmlBlock = "html_block"
        case htmlInline = "html_inline"
        case footnoteDefinition, footnoteReference
        case softBreak = "softbreak"
        case lineBreak = "linebreak"
        /// What nobody here asks for.
        case other
    }

    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    /// A node in no tree; the caller puts it into one.
    init(_ type: cmark_node_type) {
        // Fails only without memory, which the C library answers by ending the process.
        guard let made = cmark_node_new(type) else { preconditionFailure("no memory for a node") }
        pointer = made
    }

    var kind: Kind {
        // cmark has no names for these two.
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
        case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
        default: break
        }
        return cmark_node_get_type_string(pointer).flatMap { Kind(rawValue: String(cString: $0)) }
            ?? .other
    }

    /// Whether it is one of `markup`.
    var isMark: Bool { cmark_node_get_type(pointer) == CMARK_NODE_CUSTOM_BLOCK }

    /// The text of a text, code or HTML node; empty for others.
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }

    /// What follows the fence of a code block.
    var fenceInfo: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }

    /// Where a link or an image points to.
    var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }

    /// From 1 to 6.
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

    /// The lines of the source it comes from, counted from 1.
    var lines: ClosedRange<Int> {
        let first = max(1, Int(cmark_node_get_start_line(pointer)))
        return first...max(first, Int(cmark_node_get_end_line(pointer)))
    }

    /// Where it begins on its first line, counted from 1.
    var column: Int { max(1, Int(cmark_node_get_start_column(pointer))) }

    /// In order; a copy, so that nodes may be moved meanwhile.
    var children: [MarkdownNode] {
        var found: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            found.append(MarkdownNode(child))
            next = cmark_node_next(child)
        }
        return found
    }

    /// Whether it stands in a link.
    var isLinked: Bool {
        var next = cmark_node_parent(pointer)
        while let parent = next {
            if MarkdownNode(parent).kind == .link { return true }
            next = cmark_node_parent(parent)
        }
        return false
    }

    /// All nodes below it, in the order of the text; a copy.
    var descendants: [MarkdownNode] { children.flatMap { [$0] + $0.descendants } }

    /// The words below it, without their looks.
    var plainText: String {
        switch kind {
        case .text, .code: literal
        case .softBreak, .lineBreak: " "
        default: children.map(\.plainText).joined()
        }
    }
}
