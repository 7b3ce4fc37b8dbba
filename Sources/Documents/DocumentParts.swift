/// A document in the making, taken in piece by piece.
struct DocumentParts {
    /// Of what the words at hand are a part.
    enum Place {
        case prose, table, footnotes
    }

    var place = Place.prose
    var blocks: [Document.Block] = []
    private var title = (plain: "", words: Words(html: "", markdown: ""))
    private var opening: [Document.Block]?
    private var heading: (id: String, plain: String, words: Words)?
    private var sections: [Document.Section] = []
    private var footnotes: Words?

    mutating func add(_ words: Words) {
        switch place {
        case .prose: blocks.append(.prose(words))
        case .table:
            var words = words
            // Attributes of HTML 4, which checkers refuse; classes say the same.
            words.html = words.html.replacing(" align=\"", with: " class=\"")
            blocks.append(.table(words))
        case .footnotes: footnotes = words
        }
    }

    mutating func add(level: Int, id: String, plain: String, words: Words) {
        switch level {
        case 1: title = (plain, words)
        case 2:
            close()
            heading = (id, plain, words)
        default: blocks.append(.heading(level: level, id: id, words: words))
        }
    }

    private mutating func close() {
        if let heading {
            sections.append(
                Document.Section(
                    id: heading.id, heading: heading.plain, headingWords: heading.words,
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
            title: title.plain, titleWords: title.words, opening: opening ?? [], sections: sections,
            footnotes: footnotes, notes: notes)
    }
}
