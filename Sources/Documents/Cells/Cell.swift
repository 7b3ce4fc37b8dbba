/// A cell of a document as it is written: a fenced block that names its kind and id, with options.
struct Cell: Sendable {
    let kind: CellKind
    /// Names its anchor and its files; unique in the document.
    let id: String
    let options: CellOptions
    /// The block without its fences, for the reader.
    let source: String
    /// Where its first fence stands.
    let place: DocumentSource.Place
    /// Where options and their values stand, by key.
    let places: [String: DocumentSource.Place], values: [String: DocumentSource.Place]

    /// What it shows: its id, unless `show` names another thing.
    var subject: String { options.show ?? id }

    /// `figure loss-curves`
    var name: String { "\(kind.rawValue) \(id)" }
}
