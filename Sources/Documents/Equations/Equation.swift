/// A formula: TeX as it is written, and MathML made from it.
///
/// The subset that formulas of this field need: letters and numbers, Greek letters, functions,
/// `\frac`, `\sqrt`, sub- and superscripts, `\sum`, `\left` and `\right`, `\hat`, `\text`. Anything
/// else is an error that says what there is.
public struct Equation: Sendable, Hashable, Codable {
    /// As in the document.
    public let tex: String
    /// What stands inside of the element `math`.
    public let mathML: String

    /// Why a formula cannot be read.
    struct Flaw: Error, Hashable {
        let problem: String
        let remedy: String
    }

    /// The longest formula, in bytes.
    private static let limit = 4096

    /// Reads a formula; throws `Flaw`.
    init(tex: String) throws {
        guard tex.utf8.count <= Self.limit else {
            throw Flaw(problem: "the formula is too long", remedy: "split it")
        }
        self.tex = tex
        var parser = EquationParser(tex)
        mathML = try parser.formula().markup
    }

    /// As TeX and its relatives read it. `\text` and its kin hold plain words in a document, which
    /// `words` makes safe for the reader at hand, and `symbols` the rest of the formula.
    public func tex(words: (String) -> String, symbols: (String) -> String) -> String {
        var out = ""
        var rest = tex[...]
        // A command ends where its letters end.
        while let found = rest.firstMatch(
            of: /\\(text|mathrm|operatorname)(?![A-Za-z])\s*\{([^}]*)\}|\\tr(?![A-Za-z])/)
        {
            out += symbols(String(rest[..<found.range.lowerBound]))
            // `\tr` is no command of TeX's own.
            let name = found.output.1 ?? "operatorname"
            let command = "\\\(name){\(found.output.2.map { words(String($0)) } ?? "tr")}"
            // TeX takes one token for a script, documents take a whole command.
            let isScript = ["_", "^"].contains(out.last { !$0.isWhitespace })
            out += isScript ? "{\(command)}" : command
            rest = rest[found.range.upperBound...]
        }
        return out + symbols(String(rest))
    }
}
