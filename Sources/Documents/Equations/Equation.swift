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
}
