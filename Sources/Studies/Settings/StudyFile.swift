import Diagnostics
import Foundation
import Yams

/// The YAML of a study file, checked so far that only values are left to read.
struct StudyFile {
    /// Names the file in errors.
    let place: String

    /// The file's keys and values in order. No anchors, no aliases: with them a small file can
    /// stand for one of any size.
    func entries(_ data: Data) throws -> [(key: SettingKey, value: StudyFileValue)] {
        guard data.count <= 1 << 20 else {
            throw error(place, "the file is larger than 1 MiB", "a study file has a few lines")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw error(place, "not UTF-8", "save the file as UTF-8")
        }
        try refuseAnchors(text)
        guard let root = try root(text) else { return [] }
        guard case .mapping(let mapping) = root else {
            throw error(at(root.mark), "not a list of key: value", "write lines like epochs: 8")
        }
        return try mapping.map { keyNode, node in
            guard let name = keyNode.scalar?.string else {
                throw error(at(keyNode.mark), "a key that is no word", Self.keyRemedy)
            }
            guard let key = SettingKey(rawValue: name) else {
                let near = NearMatches.of(name, among: SettingKey.allCases.map(\.rawValue))
                throw error(
                    at(keyNode.mark), "unknown key \(name.debugDescription.prefix(80))",
                    "known are: \(near.joined(separator: ", "))")
            }
            return (key, StudyFileValue(key: key, node: node, place: at(node.mark)))
        }
    }

    private static let keyRemedy = "write lines like epochs: 8"

    /// Looks for `&name` where YAML could take it for an anchor. Before parsing, since a parsed
    /// alias may already have cost more memory and time than there is.
    private func refuseAnchors(_ text: String) throws {
        var line = 1, column = 0
        var before: UInt8 = 0x0A
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            column += 1
            if byte == UInt8(ascii: "&"), Self.startsToken(before), index + 1 < bytes.count,
                Self.isNameByte(bytes[index + 1])
            {
                throw error(
                    "\(place):\(line):\(column)", "anchors and aliases are not taken",
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

    private func root(_ text: String) throws -> Node? {
        do {
            return try Yams.Parser(yaml: text).singleRoot()
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw self.error(at(mark), "not YAML: \(problem)", Self.keyRemedy)
            case .duplicatedKeysInMapping(let keys, let context):
                throw self.error(
                    at(context.mark), "\(keys.joined(separator: ", ")) is there twice",
                    "keep one of them")
            case .reader(let problem, _, _, _):
                throw self.error(place, "not YAML: \(problem)", "save the file as UTF-8 text")
            default:
                throw self.error(place, "not YAML: \(error)", Self.keyRemedy)
            }
        }
    }

    private func at(_ mark: Mark?) -> String {
        mark.map { "\(place):\($0.line):\($0.column)" } ?? place
    }

    private func error(_ place: String, _ problem: String, _ remedy: String) -> StudyError {
        StudyError(.invalidSetting, .badData, place: place, problem: problem, remedy: remedy)
    }
}

/// A value of a study file, and where it stands.
struct StudyFileValue {
    /// What it is the value of.
    let key: SettingKey
    /// As parsed.
    let node: Node
    /// `file:line:column`
    let place: String

    /// Any scalar, as text.
    func text() throws -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw wrong("a text") }
        return text
    }

    /// One of the names of `Choice`.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type
    ) throws -> Choice {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard let choice = node.scalar.flatMap({ Choice(rawValue: $0.string) }) else {
            throw wrong("one of \(names)")
        }
        return choice
    }

    /// A whole number, written in digits.
    func integer() throws -> Int {
        guard let number = Self.integer(node) else { throw wrong("a whole number, such as 8") }
        return number
    }

    /// A number, written in digits.
    func number() throws -> Double {
        guard let text = Self.plain(node),
            text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { throw wrong("a number, such as 0.002") }
        return number
    }

    /// A list of whole numbers.
    func integers() throws -> [Int] {
        guard let nodes = node.sequence, nodes.count <= 1024 else {
            throw wrong("a list, such as [2, 4, 8]")
        }
        return try nodes.map {
            guard let number = Self.integer($0) else { throw wrong("a list, such as [2, 4, 8]") }
            return number
        }
    }

    private static func plain(_ node: Node) -> String? {
        node.scalar.flatMap { $0.style == .plain ? $0.string : nil }
    }

    private static func integer(_ node: Node) -> Int? {
        guard let text = plain(node),
            text.utf8.allSatisfy({ "0123456789-".utf8.contains($0) })
        else { return nil }
        return Int(text)
    }

    private func wrong(_ expected: String) -> StudyError {
        StudyError(
            .invalidSetting, .badData, place: place,
            problem: "\(key.rawValue) has another kind of value, or one out of range",
            remedy: "give \(expected)")
    }
}
