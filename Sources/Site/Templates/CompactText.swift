/// A style sheet or script in fewer characters, for embedding: the files in `templates` are for people.
///
/// Whole lines and, in style sheets, blanks around punctuation: nothing that needs a parser.
enum CompactText {
    /// Without indentation, empty lines, and lines that hold a comment and nothing else. A script must
    /// not have text of several lines in which these matter.
    static func script(_ text: String) -> String {
        lines(text) { $0.hasPrefix("//") }.split(separator: "\n").map(narrowed)
            .joined(separator: "\n") + "\n"
    }

    /// Without line ends between tags, of HTML or of the template: no two of them stand where a blank
    /// would be seen.
    static func template(_ text: String) -> String {
        var short = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isAfterTag = short.hasSuffix(">") || short.hasSuffix("}}")
            let isTag = line.hasPrefix("<") || line.hasPrefix("{{")
            if !short.isEmpty, !(isAfterTag && isTag) { short += "\n" }
            short += line
        }
        return short
    }

    /// A line of a script without blanks between a word and a sign; one with quotes or slashes, which
    /// may begin an expression of another language, stays as it is.
    private static func narrowed(_ line: Substring) -> String {
        guard !line.utf8.contains(where: { "\"'`/".utf8.contains($0) }) else {
            return String(line)
        }
        let units = Array(line.utf8)
        func isWord(_ unit: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) || unit == UInt8(ascii: "_")
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20)
        }
        func isSign(_ unit: UInt8) -> Bool { "=,;:?{}()<>&|+*-!".utf8.contains(unit) }
        var short: [UInt8] = []
        for (index, unit) in units.enumerated() {
            if unit == UInt8(ascii: " "), let before = short.last, index + 1 < units.count {
                let after = units[index + 1]
                if isWord(before) && isSign(after) || isSign(before) && isWord(after) { continue }
            }
            short.append(unit)
        }
        return String(decoding: short, as: UTF8.self)
    }

    /// As a script; without blanks and line ends around braces and after `:`, `;` and `,`, but for
    /// those in quotation marks, and without the semicolon of a rule's last declaration.
    static func style(_ text: String) -> String {
        let lines = lines(text) { $0.hasPrefix("/*") && $0.dropFirst(2).hasSuffix("*/") }
        var short: [UInt8] = []
        var quote: UInt8?
        for character in lines.utf8 {
            let isBlank = character == UInt8(ascii: " ") || character == UInt8(ascii: "\n")
            let unit = isBlank ? UInt8(ascii: " ") : character
            if let open = quote {
                if unit == open { quote = nil }
            } else if unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "'") {
                quote = unit
            } else if isBlank, let last = short.last, "{}:;,".utf8.contains(last) {
                continue
            } else if "{}".utf8.contains(unit) {
                if short.last == UInt8(ascii: " ") { short.removeLast() }
                if unit == UInt8(ascii: "}"), short.last == UInt8(ascii: ";") { short.removeLast() }
            }
            short.append(unit)
        }
        return String(decoding: short, as: UTF8.self)
    }

    private static func lines(_ text: String, isComment: (String) -> Bool) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                let start = line.drop { $0 == " " || $0 == "\t" }
                return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            }
            .filter { !$0.isEmpty && !isComment($0) }.joined(separator: "\n") + "\n"
    }
}
