import CMarkdown

/// Changes to a tree. cmark refuses what would make no valid tree; that is a defect here.
extension MarkdownNode {
    static func text(_ words: String) -> MarkdownNode {
        let node = MarkdownNode(CMARK_NODE_TEXT)
        node.setLiteral(words)
        return node
    }

    /// Markup that is written as it is; never from the words of a document.
    static func markup(_ text: String) -> MarkdownNode {
        let node = MarkdownNode(CMARK_NODE_CUSTOM_BLOCK)
        check(cmark_node_set_on_enter(node.pointer, text))
        return node
    }

    /// The same in a line, as HTML: cells of tables take no other markup, and cmark's Markdown has it as
    /// it is.
    static func inlineMarkup(_ text: String) -> MarkdownNode {
        let node = MarkdownNode(CMARK_NODE_HTML_INLINE)
        node.setLiteral(text)
        return node
    }

    /// A numbered list of these, each a list of blocks.
    static func numbered(_ items: [[MarkdownNode]]) -> MarkdownNode {
        let list = MarkdownNode(CMARK_NODE_LIST)
        check(cmark_node_set_list_type(list.pointer, CMARK_ORDERED_LIST))
        check(cmark_node_set_list_start(list.pointer, 1))
        for blocks in items {
            let item = MarkdownNode(CMARK_NODE_ITEM)
            list.append(item)
            for block in blocks { item.append(block) }
        }
        return list
    }

    static func link(to address: String, _ words: String) -> MarkdownNode {
        let node = MarkdownNode(CMARK_NODE_LINK)
        check(cmark_node_set_url(node.pointer, address))
        node.append(.text(words))
        return node
    }

    func setLiteral(_ words: String) { Self.check(cmark_node_set_literal(pointer, words)) }

    func setAddress(_ address: String) { Self.check(cmark_node_set_url(pointer, address)) }

    func append(_ child: MarkdownNode) {
        Self.check(cmark_node_append_child(pointer, child.pointer))
    }

    func insert(before: MarkdownNode) {
        Self.check(cmark_node_insert_before(before.pointer, pointer))
    }

    func insert(after: MarkdownNode) {
        Self.check(cmark_node_insert_after(after.pointer, pointer))
    }

    /// Takes it out of the tree for good.
    func remove() {
        cmark_node_unlink(pointer)
        cmark_node_free(pointer)
    }

    /// Puts others in its place.
    func replace(by others: [MarkdownNode]) {
        for other in others { other.insert(before: self) }
        remove()
    }

    private static func check(_ isDone: Int32) {
        precondition(isDone == 1, "cmark refused a change of the tree")
    }
}

extension MarkdownNode {
    /// Takes it out of the tree; the caller keeps it.
    func unlink() { cmark_node_unlink(pointer) }

    /// The same node, out of its tree.
    func unlinked() -> MarkdownNode {
        unlink()
        return self
    }
}
