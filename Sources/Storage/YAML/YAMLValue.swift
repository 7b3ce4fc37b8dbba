import Yams

/// A value of a YAML mapping; each reading is nil where it is of another kind.
public struct YAMLValue: Sendable {
    private let node: SendableNode

    /// Yams' nodes are values, but do not say so of themselves.
    private struct SendableNode: Sendable {
        let scalar: String?
        let isPlain: Bool
        let items: [SendableNode]?
        let line: Int, column: Int
    }

    /// Where it stands, counted from 1.
    public var line: Int { node.line }
    /// See `line`.
    public var column: Int { node.column }

    init(_ node: Node) { self.node = Self.copy(node) }

    private init(_ node: SendableNode) { self.node = node }

    private static func copy(_ node: Node) -> SendableNode {
        SendableNode(
            scalar: node.scalar?.string, isPlain: node.scalar?.style == .plain,
            items: node.sequence.map { $0.map(copy) }, line: node.mark?.line ?? 1,
            column: node.mark?.column ?? 1)
    }

    /// Any scalar but an empty one, as text.
    public var text: String? { node.scalar.flatMap { $0.isEmpty ? nil : $0 } }

    /// A whole number, written in digits.
    public var integer: Int? {
        guard let text = plain, text.utf8.allSatisfy({ "0123456789-".utf8.contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// A finite number, written in digits.
    public var number: Double? {
        guard let text = plain,
            text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// `true` or `false`.
    public var flag: Bool? {
        switch plain {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The items of a list of at most 1,024.
    public var items: [YAMLValue]? {
        guard let items = node.items, items.count <= 1024 else { return nil }
        return items.map { YAMLValue($0) }
    }

    /// A list of whole numbers.
    public var integers: [Int]? {
        guard let items else { return nil }
        let numbers = items.compactMap(\.integer)
        return numbers.count == items.count ? numbers : nil
    }

    /// A list of words.
    public var texts: [String]? {
        guard let items else { return nil }
        let words = items.compactMap(\.text)
        return words.count == items.count ? words : nil
    }

    /// The same text for the same value, whatever its spacing and quotes.
    public var canonical: String {
        if let items = node.items {
            return "[" + items.map { YAMLValue($0).canonical }.joined(separator: ", ") + "]"
        }
        let text = node.scalar ?? ""
        return node.isPlain && !text.contains(where: { ",[]".contains($0) })
            ? text : text.debugDescription
    }

    private var plain: String? { node.isPlain ? node.scalar : nil }
}
