import Documents
import Templates

/// A table of the report in a notebook.
enum NotebookTable {
    /// HTML without looks of its own.
    static func html(_ table: ReportTable, of cell: Document.NumberedCell) -> String {
        template.render(TableView(table, of: cell)).replacing("$", with: MarkdownText.dollar)
    }

    /// A table of GitHub's Markdown.
    static func markdown(_ table: ReportTable) -> String {
        let rule = table.heads.map { $0.isText ? ":--" : "--:" }
        let heads = table.heads.map { head in
            MarkdownText.of([head.title, head.unit.map { "(\($0))" }].joinedWords)
        }
        let rows = table.rows.map { row in
            [MarkdownText.of([words(row.head), row.mark.map { "(\($0))" }].joinedWords)]
                + row.cells.map { cell in
                    let text = MarkdownText.of(words(cell))
                    return cell.isBest ? "**\(text)**" : text
                }
        }
        return ([heads, rule] + rows)
            .map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    private static func words(_ cell: ReportTable.Cell) -> String {
        [cell.text, cell.detail, cell.standing.map { "\($0.glyph) \($0.word)" }].joinedWords
    }

    private static let template: CheckedTemplate<TableView> = {
        let file = Templates.notebookTable
        do {
            return try CheckedTemplate(.init(name: file.name, text: file.text, path: file.name))
        } catch {
            preconditionFailure("the built-in template of tables: \(error)")
        }
    }()
}

extension [String?] {
    /// Those that there are, with blanks between them.
    var joinedWords: String {
        compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
