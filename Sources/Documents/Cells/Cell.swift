import Figures

/// A cell of a document as it is written: a fenced block that names its kind and id, with options.
struct Cell: Sendable {
    let kind: CellKind
    /// Names its anchor and its files; unique in the document.
    let id: String
    var options: CellOptions
    /// The block without its fences, for the reader.
    let source: String
    /// Where its first fence stands.
    let place: DocumentSource.Place
    /// Where options and their values stand, by key.
    let places: [String: DocumentSource.Place], values: [String: DocumentSource.Place]

    /// What it shows: its id, unless `show` names another thing.
    var subject: String { options.show ?? id }

    /// An explorer with the decoders of `sizes`, else of those that it names itself, of those
    /// `trained`; any other cell as it is.
    func carrying(_ sizes: ExplorerSizes?, trained: [Int]) -> Cell {
        guard kind == .explorer, let sizes = sizes ?? options.decoders else { return self }
        var cell = self
        cell.options.decoders = sizes
        cell.options.canonical["decoders"] = sizes.rawValue
        if sizes == .all, options.figure.latentSizes == nil {
            cell.options.figure.latentSizes = trained
        }
        return cell
    }

    /// `figure loss-curves`
    var name: String { "\(kind.rawValue) \(id)" }
}
