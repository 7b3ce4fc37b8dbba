/// How much a document may have of what costs more the more of it there is: nobody writes as much, and
/// less takes neither the stack nor the memory nor hours.
struct DocumentBounds {
    /// Nodes are walked by recursion.
    private static let deepest = 100
    /// Of headings, cells and tables; of footnotes; of items in a list, each of which cmark counts those
    /// before it for.
    private static let mostItems = 2000
    /// Each of which can be as large as `PictureFile` reads.
    private static let mostPictures = 100

    private let source: DocumentSource
    private var (footnotes, pictures) = (0, 0)

    /// Before anything is walked. Throws `DocumentError`, as all of these.
    init(_ tree: MarkdownTree, _ source: DocumentSource) throws(DocumentError) {
        self.source = source
        guard tree.depth <= Self.deepest else {
            throw error(
                1, "lists or quotations nested more than \(Self.deepest) deep", "make them flatter")
        }
    }

    /// Takes the next block into account.
    mutating func add(_ block: MarkdownNode) throws(DocumentError) {
        for node in [block] + block.descendants {
            switch node.kind {
            case .list where node.children.count > Self.mostItems:
                throw error(
                    node.lines.lowerBound, "a list of more than \(Self.mostItems) items",
                    "put headings or paragraphs between its parts")
            case .image: pictures += 1
            case .footnoteDefinition: footnotes += 1
            default: continue
            }
            guard pictures <= Self.mostPictures else {
                throw error(
                    node.lines.lowerBound, "more than \(Self.mostPictures) pictures", "show fewer")
            }
            guard footnotes <= Self.mostItems else {
                throw error(
                    node.lines.lowerBound, "more than \(Self.mostItems) footnotes",
                    "make documents of its parts")
            }
        }
    }

    /// After a block was read: `items` are headings, cells and tables up to it.
    func check(items: Int, at block: MarkdownNode) throws(DocumentError) {
        guard items <= Self.mostItems else {
            throw error(
                block.lines.lowerBound, "more than \(Self.mostItems) headings, cells and tables",
                "make documents of its parts")
        }
    }

    private func error(_ line: Int, _ problem: String, _ remedy: String) -> DocumentError {
        DocumentError([.init(place: source.place(line), problem: problem, remedy: remedy)])
    }
}
