/// The words and signs of a script, as far as leaving blanks out needs them.
struct ScriptTokens {
    /// What stands for itself: a word, a number, a sign, a text, a pattern.
    struct Token {
        var text: [UInt8]
        /// What stands between it and the token before: nothing, blanks, or a line's end.
        var space: Space
        /// Whether it holds blanks that are its own, so that nothing beside it may be left out.
        var isVerbatim = false
    }

    enum Space { case none, blank, line }

    private let units: [UInt8]
    private var place = 0
    private(set) var tokens: [Token] = []
    /// Of each open parenthesis whether a statement follows it, and of the last one closed.
    private var areHeads: [Bool] = [], wasHead = false

    init(_ text: String) {
        units = Array(text.utf8)
        var space = Space.none
        while place < units.count {
            switch units[place] {
            case UInt8(ascii: "\n"):
                space = .line
                place += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                if space == .none { space = .blank }
                place += 1
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                skip { $0 == UInt8(ascii: "\n") }
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                let start = place
                place += 2
                while place < units.count,
                    units[place - 1] != UInt8(ascii: "/") || units[place - 2] != UInt8(ascii: "*")
                        || place < start + 4
                { place += 1 }
                if units[start..<place].contains(UInt8(ascii: "\n")) { space = .line }
                if space == .none { space = .blank }
            default:
                let start = place
                let isVerbatim = takeToken()
                tokens.append(
                    Token(text: Array(units[start..<place]), space: space, isVerbatim: isVerbatim))
                space = .none
            }
        }
    }

    private var next: UInt8? { place + 1 < units.count ? units[place + 1] : nil }

    private mutating func skip(until isEnd: (UInt8) -> Bool) {
        while place < units.count, !isEnd(units[place]) { place += 1 }
    }

    /// Goes past one token; true where it could not be told what it is, and the line was taken whole.
    private mutating func takeToken() -> Bool {
        let unit = units[place]
        switch unit {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): takeText(unit)
        case UInt8(ascii: "`"): takeTemplate()
        case UInt8(ascii: "/"):
            switch slash {
            case .division: place += 1
            case .pattern: takePattern()
            case .unknown:
                skip { $0 == UInt8(ascii: "\n") }
                return true
            }
        case _ where Self.isWord(unit): skip { !Self.isWord($0) }
        case UInt8(ascii: "("):
            let word = tokens.last.map { String(decoding: $0.text, as: UTF8.self) } ?? ""
            areHeads.append(["if", "while", "for", "with"].contains(word))
            place += 1
        case UInt8(ascii: ")"):
            wasHead = areHeads.popLast() ?? false
            place += 1
        default: place += 1
        }
        return false
    }

    private enum Slash { case division, pattern, unknown }

    /// What a slash begins here. After a brace only a parser could tell.
    private var slash: Slash {
        guard let last = tokens.last?.text, let unit = last.last else { return .pattern }
        if unit == UInt8(ascii: ")") { return wasHead ? .pattern : .division }
        if unit == UInt8(ascii: "}") { return .unknown }
        if Self.isWord(unit) {
            let words = [
                "return", "typeof", "case", "in", "of", "void", "delete", "yield", "await",
            ]
            return words.contains(String(decoding: last, as: UTF8.self)) ? .pattern : .division
        }
        return "]\"'`".utf8.contains(unit) ? .division : .pattern
    }

    private mutating func takeText(_ quote: UInt8) {
        place += 1
        while place < units.count, units[place] != quote, units[place] != UInt8(ascii: "\n") {
            place += units[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, units.count)
    }

    private mutating func takePattern() {
        var isInClass = false
        place += 1
        while place < units.count, units[place] != UInt8(ascii: "\n"),
            isInClass || units[place] != UInt8(ascii: "/")
        {
            if units[place] == UInt8(ascii: "[") { isInClass = true }
            if units[place] == UInt8(ascii: "]") { isInClass = false }
            place += units[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, units.count)
        skip { !Self.isWord($0) }
    }

    /// With the scripts in its braces, as it stands.
    private mutating func takeTemplate() {
        place += 1
        while place < units.count, units[place] != UInt8(ascii: "`") {
            if units[place] == UInt8(ascii: "$"), next == UInt8(ascii: "{") {
                takeBraces()
            } else {
                place += units[place] == UInt8(ascii: "\\") ? 2 : 1
            }
        }
        place = min(place + 1, units.count)
    }

    private mutating func takeBraces() {
        place += 2
        var depth = 1
        while place < units.count, depth > 0 {
            switch units[place] {
            case UInt8(ascii: "{"):
                depth += 1
                place += 1
            case UInt8(ascii: "}"):
                depth -= 1
                place += 1
            case UInt8(ascii: "`"): takeTemplate()
            case let quote where [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(quote):
                takeText(quote)
            default: place += 1
            }
        }
    }

    static func isWord(_ unit: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) || "_$#".utf8.contains(unit)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20) || unit >= 0x80
    }
}

extension ScriptTokens {
    /// The script without comments, and without blanks and line ends that mean nothing.
    var compact: String {
        var short: [UInt8] = []
        for (index, token) in tokens.enumerated() {
            if let last = short.last, let first = token.text.first {
                let before = tokens[index - 1]
                switch token.space {
                case .none: break
                case .blank: if Self.needsBlank(before, token) { short.append(UInt8(ascii: " ")) }
                case .line:
                    // A line ends a statement but where it cannot have ended.
                    let goesOn =
                        !before.isVerbatim
                        && ("{([,;:?=&|<>!".utf8.contains(last)
                            || ")]},.;:?=&|".utf8.contains(first))
                    if !goesOn { short.append(UInt8(ascii: "\n")) }
                }
                // A brace ends a statement as well; after a parenthesis it may be all of one.
                if first == UInt8(ascii: "}"), short.last == UInt8(ascii: ";"),
                    index > 1, tokens[index - 2].text.last != UInt8(ascii: ")")
                {
                    short.removeLast()
                }
            }
            short += token.text
        }
        return String(decoding: short, as: UTF8.self) + "\n"
    }

    private static func needsBlank(_ before: Token, _ after: Token) -> Bool {
        guard let last = before.text.last, let first = after.text.first else { return false }
        if before.isVerbatim || after.isVerbatim { return true }
        if isWord(last) && isWord(first) { return true }
        // Two signs must not become another one, nor a number and a point.
        return "+-/<".utf8.contains(last) && "+-/!>".utf8.contains(first)
            || isWord(last) && first == UInt8(ascii: ".")
    }
}
