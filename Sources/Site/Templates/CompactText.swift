/// A style sheet or script in fewer characters, for embedding: the files in `templates` are for people.
///
/// Comments, line ends and blanks: nothing that needs a parser.
enum CompactText {
    /// Without comments, and without blanks and line ends that mean nothing.
    static func script(_ text: String) -> String { ScriptTokens(text).compact }

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

    /// Without indentation, empty lines and lines that hold a comment and nothing else; without blanks
    /// and line ends around braces and `>`, and after `:`, `;` and `,`, but for those in quotation marks;
    /// without the semicolon of a rule's last declaration and the zero before the point of a number.
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
            } else if unit == UInt8(ascii: "."), short.last == UInt8(ascii: "0"),
                let before = short.dropLast().last, " :,(-".utf8.contains(before)
            {
                // A number below 1 needs no zero before its point.
                short.removeLast()
            } else if isBlank, let last = short.last, "{}:;,>".utf8.contains(last) {
                continue
            } else if "{}>".utf8.contains(unit) {
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
