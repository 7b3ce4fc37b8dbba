import Diagnostics
import Yams

/// What is wrong in a piece of YAML, and where.
public struct YAMLFlaw: Error, Hashable {
    /// Counted from 1; nil where the whole is meant.
    public let line: Int?, column: Int?
    /// One sentence without a full stop.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    init(_ mark: Mark?, _ problem: String, _ remedy: String) {
        self.init(line: mark?.line, column: mark?.column, problem, remedy)
    }

    init(line: Int?, column: Int?, _ problem: String, _ remedy: String) {
        self.line = line
        self.column = column
        self.problem = problem
        self.remedy = remedy
    }
}

/// A list of keys and values in YAML, checked so far that only values are left to read.
public struct YAMLMapping: Sendable {
    /// One line of it.
    public struct Entry: Sendable {
        /// The key, as written.
        public let key: String
        /// Where the key stands, counted from 1.
        public let line: Int, column: Int
        /// What it stands for.
        public let value: YAMLValue
    }

    /// In the order of the text.
    public let entries: [Entry]

    /// Reads a mapping; no text is an empty one. Anchors and aliases are refused: with them a small
    /// text can stand for one of any size. The caller has limited its length. Throws `YAMLFlaw`.
    public init(_ text: String) throws {
        try Self.refuseAnchors(text)
        guard let root = try Self.root(text) else {
            entries = []
            return
        }
        guard case .mapping(let mapping) = root else {
            throw YAMLFlaw(root.mark, "not a list of key: value", Self.remedy)
        }
        entries = try mapping.map { keyNode, node in
            guard let name = keyNode.scalar?.string else {
                throw YAMLFlaw(keyNode.mark, "a key that is no word", Self.remedy)
            }
            return Entry(
                key: name, line: keyNode.mark?.line ?? 1, column: keyNode.mark?.column ?? 1,
                value: YAMLValue(node))
        }
    }

    private static let remedy = "write lines like epochs: 8"

    /// For the mistakes that are made most.
    private static func remedy(for problem: String) -> String {
        if problem.contains("mapping values are not allowed") {
            return "put a text with a colon into quotes: \"…\""
        }
        return problem.contains("cannot start any token")
            ? "put the text into quotes, and blanks in place of tabs" : remedy
    }

    /// Looks for `&name` where YAML could take it for an anchor. Before parsing, since a parsed
    /// alias may already have cost more memory and time than there is.
    private static func refuseAnchors(_ text: String) throws {
        var line = 1, column = 0
        var before: UInt8 = 0x0A
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            column += 1
            if byte == UInt8(ascii: "&"), startsToken(before), index + 1 < bytes.count,
                isNameByte(bytes[index + 1])
            {
                throw YAMLFlaw(
                    line: line, column: column, "anchors and aliases are not taken",
                    "write the value out; put a space after & in a text")
            }
            if byte == 0x0A { (line, column) = (line + 1, 0) }
            before = byte
        }
    }

    private static func startsToken(_ before: UInt8) -> Bool {
        before <= 0x20 || before >= 0x80 || "[{,:\"'".utf8.contains(before)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0x7F }

    private static func root(_ text: String) throws -> Node? {
        do {
            return try Yams.Parser(yaml: text).singleRoot()
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw YAMLFlaw(mark, "not YAML: \(problem)", Self.remedy(for: problem))
            case .duplicatedKeysInMapping(let keys, let context):
                throw YAMLFlaw(
                    context.mark, "\(keys.joined(separator: ", ")) is there twice",
                    "keep one of them")
            case .reader(let problem, _, _, _):
                throw YAMLFlaw(nil, "not YAML: \(problem)", "save the file as UTF-8 text")
            default:
                throw YAMLFlaw(nil, "not YAML: \(error)", remedy)
            }
        }
    }
}
