import Documents

/// Makes a notebook's cells of a document's blocks, in order.
struct NotebookWriter {
    private(set) var finished: [NotebookCell] = []
    private var texts = 0
    /// Whether words at hand go on with the last cell.
    private var isOpen = false

    /// Begins a cell with a heading, so that readers can fold what follows.
    mutating func begin(_ level: Int, _ heading: Words) {
        begin(level, heading.markdown, heading.pictures)
    }

    mutating func begin(_ level: Int, _ heading: String, _ pictures: [Words.Picture] = []) {
        isOpen = false
        let sign = String(repeating: "#", count: level)
        add("\(sign) \(heading.replacing("\n", with: " "))", pictures)
    }

    /// Words in a cell of their own, or in the last one where that holds words too.
    mutating func add(_ words: Words) { add(words.markdown, words.pictures) }

    mutating func add(_ blocks: [Document.Block]) throws {
        for block in blocks {
            switch block {
            case .prose(let words), .table(let words): add(words)
            case .heading(let level, _, let words): begin(level, words)
            case .cell(let cell):
                finished.append(
                    NotebookCell(
                        id: Self.id(cell), source: cell.source,
                        content: .code(number: cell.number, outputs: try cell.notebookOutputs())))
                isOpen = false
            case .columns(let columns):
                // There is no beside in a notebook: one study's, then the other's.
                for column in columns {
                    isOpen = false
                    add("**\(MarkdownText.of(column.study))**", [])
                    try add(column.blocks)
                    isOpen = false
                }
            }
        }
    }

    private mutating func add(_ text: String, _ pictures: [Words.Picture]) {
        if isOpen, var last = finished.popLast(), case .markdown(let others) = last.content {
            last.source += "\n\n\(text)"
            last.content = .markdown(others + pictures)
            finished.append(last)
        } else {
            texts += 1
            finished.append(
                NotebookCell(
                    id: "text-\(texts)", source: text, content: .markdown(pictures)))
            isOpen = true
        }
    }

    /// Its anchor, which no cell of words has; notebooks allow 64 characters. In comparisons two cells
    /// may share a number, and their anchors end in different letters.
    private static func id(_ cell: Document.NumberedCell) -> String {
        cell.anchor.utf8.count <= 64
            ? cell.anchor : "cell-\(cell.number)-\(cell.anchor.suffix(1))"
    }
}
