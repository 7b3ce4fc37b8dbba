/// A document in the making, taken in piece by piece.
struct DocumentParts {
    /// Of what the HTML at hand is a part.
    enum Place {
        case prose, table, footnotes
    }

    var place = Place.prose
    var blocks: [Document.Block] = []
    private var title = ("", "")
    private var opening: [Document.Block]?
    private var heading: (id: String, words: String, html: String)?
    private var sections: [Document.Section] = []
    private var footnotes = ""

    mutating func add(html: String) {
        switch place {
        case .prose: blocks.append(.prose(html))
        // Attributes of HTML 4, which checkers refuse; classes say the same.
        case .table: blocks.append(.table(html.replacing(" align=\"", with: " class=\"")))
        case .footnotes: footnotes += html
        }
    }

    mutating func add(level: Int, id: String, words: String, html: String) {
        switch level {
        case 1: title = (words, html)
        case 2:
            close()
            heading = (id, words, html)
        default: blocks.append(.heading(level: level, id: id, html: html))
        }
    }

    private mutating func close() {
        if let heading {
            sections.append(
                Document.Section(
                    id: heading.id, heading: heading.words, headingHTML: heading.html,
                    blocks: blocks))
        } else {
            opening = blocks
        }
        blocks = []
    }

    /// The whole, once everything was taken in.
    mutating func document(notes: [String]) -> Document {
        close()
        return Document(
            title: title.0, titleHTML: title.1, opening: opening ?? [], sections: sections,
            footnotes: footnotes, notes: notes)
    }
}
