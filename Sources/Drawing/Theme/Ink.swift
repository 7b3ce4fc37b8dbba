/// The role of a mark's colour; a theme gives it one.
public enum Ink: Sendable, Hashable {
    /// What everything stands on.
    case ground
    /// Words and the most important marks.
    case text
    /// Words and lines of the second rank, such as tick labels and references.
    case muted
    /// Lines that help the eye.
    case grid
    /// The one thing to point at.
    case accent
    /// Series `index` of `count` ordered ones, such as latent sizes: a colour of viridis.
    case series(Int, of: Int)
    /// Kind `index` of unordered ones, such as classes; after `Theme.categories` colours, the first
    /// comes again.
    case category(Int)
}

extension Ink: CustomStringConvertible {
    /// For recorded drawings: `muted`, `series 2/4`.
    public var description: String {
        switch self {
        case .ground: "ground"
        case .text: "text"
        case .muted: "muted"
        case .grid: "grid"
        case .accent: "accent"
        case .series(let index, let count): "series \(index + 1)/\(count)"
        case .category(let index): "category \(index + 1)"
        }
    }
}
