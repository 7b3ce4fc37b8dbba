import Diagnostics

/// Reads a formula of TeX into MathML.
struct EquationParser {
    private let characters: [Character]
    private var place = 0
    private var depth = 0

    init(_ tex: String) { characters = Array(tex) }

    /// The whole formula; throws `Equation.Flaw`.
    mutating func formula() throws -> MathNode {
        let nodes = try nodes(until: nil)
        guard !nodes.isEmpty else { throw flaw("the formula is empty", "write one") }
        return .row(nodes)
    }

    /// Nodes up to a closing brace or a `\right`, which is not taken.
    private mutating func nodes(until end: String?) throws -> [MathNode] {
        var nodes: [MathNode] = []
        while true {
            skipBlanks()
            if place == characters.count {
                guard end == nil else { throw flaw("\(end ?? "") is missing", "add it") }
                return nodes
            }
            if end == "}", characters[place] == "}" { return nodes }
            if end == "\\right", isNext("\\right") { return nodes }
            guard characters[place] != "}" else {
                throw flaw("a } that closes nothing", "remove it, or open a group with {")
            }
            nodes.append(try scripted())
        }
    }

    /// A node with its scripts.
    private mutating func scripted() throws -> MathNode {
        let (base, hasLimits) = try node()
        var lower: MathNode?, upper: MathNode?
        while true {
            skipBlanks()
            guard place < characters.count, ["_", "^"].contains(characters[place]) else { break }
            let isLower = characters[place] == "_"
            guard (isLower ? lower : upper) == nil else {
                throw flaw("a second \(characters[place])", "put both into one group: {…}")
            }
            place += 1
            let script = try argument(of: isLower ? "_" : "^")
            if isLower { lower = script } else { upper = script }
        }
        if lower == nil, upper == nil { return base }
        return hasLimits
            ? .limits(base, below: lower, above: upper)
            : .scripts(base, lower: lower, upper: upper)
    }

    private mutating func node() throws -> (MathNode, hasLimits: Bool) {
        let character = characters[place]
        switch character {
        case "\\": return try command()
        case "{": return (try argument(of: "{"), false)
        case "_", "^": throw flaw("\(character) after nothing", "put a letter in front of it")
        case "-": return (taken(.sign("−")), false)
        case "'": return (taken(.sign("′")), false)
        case _ where character.isNumber: return (number(), false)
        case _ where character.isLetter: return (taken(.identifier(String(character))), false)
        case "#", "$", "%", "&", "~":
            throw flaw("\(character) has no meaning here", "remove it")
        default: return (taken(.sign(String(character))), false)
        }
    }

    private mutating func taken(_ node: MathNode) -> MathNode {
        place += 1
        return node
    }

    private mutating func number() -> MathNode {
        var digits = ""
        while place < characters.count,
            characters[place].isNumber || characters[place] == "." && isDigit(at: place + 1)
        {
            digits.append(characters[place])
            place += 1
        }
        return .number(digits)
    }

    private mutating func command() throws -> (MathNode, hasLimits: Bool) {
        let name = commandName()
        if let letter = EquationNames.letters[name] { return (.identifier(letter), false) }
        if let sign = EquationNames.signs[name] { return (.sign(sign), false) }
        if let sum = EquationNames.sums[name] { return (.sign(sum, isStretchy: true), true) }
        if let width = EquationNames.spaces[name] { return (.space(width), false) }
        if let mark = EquationNames.accents[name] {
            return (.accent(try argument(of: "\\\(name)"), mark), false)
        }
        if EquationNames.functions.contains(name) {
            return (.row([.identifier(name), .space(0.167)]), false)
        }
        if EquationNames.words.contains(name) {
            let words = try words(of: name)
            return (name == "text" ? .text(words) : .identifier(words), false)
        }
        if EquationNames.alphabets.contains(name) {
            return (try argument(of: "\\\(name)"), false)
        }
        switch name {
        case "frac":
            let upper = try argument(of: "\\frac")
            return (.fraction(upper, try argument(of: "\\frac")), false)
        case "sqrt": return (.root(try argument(of: "\\sqrt")), false)
        case "left": return (try fenced(), false)
        case "right": throw flaw("\\right without \\left", "write \\left in front of the part")
        default:
            throw flaw(
                "there is no command \\\(name)",
                NearMatches.remedy(for: name, among: EquationNames.all, most: 6) { "\\\($0)" })
        }
    }

    /// The name after a backslash: letters, or one other character.
    private mutating func commandName() -> String {
        place += 1
        var name = ""
        while place < characters.count, characters[place].isLetter {
            name.append(characters[place])
            place += 1
        }
        if name.isEmpty, place < characters.count {
            name.append(characters[place])
            place += 1
        }
        return name
    }

    /// A part between `\left(` and `\right)`.
    private mutating func fenced() throws -> MathNode {
        let first = try fence(after: "\\left")
        let inner = try deeper { try $0.nodes(until: "\\right") }
        place += "\\right".count
        return .row(first + inner + (try fence(after: "\\right")))
    }

    private mutating func fence(after command: String) throws -> [MathNode] {
        skipBlanks()
        guard place < characters.count else {
            throw flaw("\(command) has no bracket", "write one after it, or a point for none")
        }
        var sign = String(characters[place])
        if sign == "\\" {
            let name = commandName()
            guard let known = EquationNames.signs[name] else {
                throw flaw("\(command) cannot take \\\(name)", "use ( ) [ ] | \\| \\{ or \\}")
            }
            sign = known
        } else {
            place += 1
        }
        return sign == "." ? [] : [.sign(sign, isStretchy: true)]
    }

    /// A group in braces, or one node.
    private mutating func argument(of name: String) throws -> MathNode {
        skipBlanks()
        guard place < characters.count, characters[place] != "}" else {
            throw flaw("\(name) has no argument", "write one in braces: \(name){x}")
        }
        return try deeper { parser in
            guard parser.characters[parser.place] == "{" else { return try parser.node().0 }
            parser.place += 1
            let inner = try parser.nodes(until: "}")
            parser.place += 1
            return inner.count == 1 ? inner[0] : .row(inner)
        }
    }

    /// One level further down: the stack is not the formula's to take.
    private mutating func deeper<Part>(
        _ part: (inout EquationParser) throws -> Part
    ) throws -> Part {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { throw flaw("the formula is nested too deeply", "make it simpler") }
        return try part(&self)
    }

    /// The words in braces, as they are.
    private mutating func words(of name: String) throws -> String {
        skipBlanks()
        guard place < characters.count, characters[place] == "{",
            let end = characters[place...].firstIndex(of: "}")
        else { throw flaw("\\\(name) has no words", "write them in braces: \\\(name){KL}") }
        defer { place = end + 1 }
        return String(characters[(place + 1)..<end])
    }

    private mutating func skipBlanks() {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
    }

    /// Whether a command follows, and no longer one.
    private func isNext(_ command: String) -> Bool {
        let end = place + command.count
        return characters[place...].starts(with: command)
            && !(end < characters.count && characters[end].isLetter)
    }

    private func isDigit(at index: Int) -> Bool {
        index < characters.count && characters[index].isNumber
    }

    private func flaw(_ problem: String, _ remedy: String) -> Equation.Flaw {
        Equation.Flaw(
            problem: "\(problem) (character \(place + 1) of the formula)", remedy: remedy)
    }
}
