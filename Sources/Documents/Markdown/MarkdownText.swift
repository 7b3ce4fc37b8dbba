import CMarkdown
import Foundation

/// Plain words as Markdown that shows them as they are, in notebooks too.
public enum MarkdownText {
    /// Markup that shows a sign which would be more than itself; nil for all others.
    ///
    /// `$` and `\` begin formulas, which some readers look for in the Markdown and some in what became
    /// of it: a reference hides the sign from the former, an element of its own from the latter. `|`
    /// parts the cells of a table.
    static func markup(of sign: Unicode.Scalar) -> String? {
        switch sign {
        case "$": dollar
        case "\\": "<span>&#92;</span>"
        case "|": "&#124;"
        default: nil
        }
    }

    /// `$` in Markdown or HTML, beginning no formula.
    public static let dollar = "<span>&#36;</span>"

    /// In one line, which can be a cell of a table.
    public static func of(_ plain: String) -> String {
        let paragraph = MarkdownNode(CMARK_NODE_PARAGRAPH)
        paragraph.append(.text(plain.replacing("\n", with: " ")))
        return MarkdownTree.takeMarkdown([paragraph]).text
    }

    /// Words of a program in a line of text.
    public static func code(_ plain: String) -> String {
        let fence = String(repeating: "`", count: longestRun(in: plain) + 1)
        // A blank keeps a fence from growing together with what stands beside it.
        return "\(fence) \(plain.replacing("\n", with: " ")) \(fence)"
    }

    /// Lines of a program as a block.
    public static func listing(_ plain: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(in: plain) + 1))
        return "\(fence)\n\(plain.hasSuffix("\n") ? plain : plain + "\n")\(fence)"
    }

    private static func longestRun(in text: String) -> Int {
        text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    }
}
