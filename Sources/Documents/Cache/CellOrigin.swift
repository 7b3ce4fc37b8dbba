/// Where the output of a cell came from, and why.
public struct CellOrigin: Sendable, Hashable, Codable {
    /// `figure loss-curves`
    public let cell: String
    /// Why it ran: what was not as the last time; empty where its output was taken from the cache.
    public let reasons: [String]

    /// Whether it ran.
    public var isRun: Bool { !reasons.isEmpty }

    /// `cached  figure loss-curves`, or `ran     figure loss-curves: option metric changed`.
    public var description: String {
        guard isRun else { return "cached  \(cell)" }
        let few = reasons.prefix(3).joined(separator: ", ")
        let rest = reasons.count > 3 ? " and \(reasons.count - 3) more" : ""
        return "ran     \(cell): \(few)\(rest)"
    }
}
