import Foundation

/// Plain words as LaTeX that prints them as they are, with pdfLaTeX in the encoding T1.
///
/// What pdfLaTeX has no glyph for becomes its code point, `[U+4F60]`: nothing is lost silently, and
/// nothing stops.
enum LaTeXText {
    /// For text; line ends become blanks.
    static func of(_ plain: String) -> String {
        var out = ""
        var last: Unicode.Scalar?
        // Accents by themselves have no glyph; most letters have one together with theirs.
        for scalar in plain.precomposedStringWithCanonicalMapping.unicodeScalars {
            // Pairs of these grow together: `--` into a dash, `,,` into a quotation mark.
            if scalar == last, "-'`,".unicodeScalars.contains(scalar) { out += "{}" }
            out += text(scalar)
            last = scalar
        }
        return out
    }

    /// For the signs of a formula, which is TeX already but for letters beyond ASCII.
    static func ofMath(_ tex: String) -> String {
        tex.unicodeScalars.map { scalar in
            if scalar.isASCII { return String(scalar) }
            return math(scalar).map { "{\($0)}" } ?? "\\text{\(text(scalar))}"
        }.joined()
    }

    private static func text(_ scalar: Unicode.Scalar) -> String {
        if let special = specials[scalar] { return special }
        if let sign = math(scalar) { return "\\ensuremath{\(sign)}" }
        if let digit = raised[scalar] { return "\\textsuperscript{\(digit)}" }
        if let digit = lowered[scalar] { return "\\textsubscript{\(digit)}" }
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: return " "
        // ASCII, Latin-1, and of Latin Extended-A what T1 holds.
        case 0x20..<0x7F, 0xA1...0xFF: return String(scalar)
        case 0x100...0x17E where !withoutGlyph.contains(scalar.value): return String(scalar)
        default: return "{[}U+\(String(format: "%04X", scalar.value)){]}"
        }
    }

    /// Ħ, ħ, ĸ, Ŀ, ŀ, ŉ, Ŧ, ŧ
    private static let withoutGlyph: Set<UInt32> = [
        0x126, 0x127, 0x138, 0x13F, 0x140, 0x149, 0x166, 0x167,
    ]

    private static let specials: [Unicode.Scalar: String] = [
        "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
        "{": "\\{", "}": "\\}", "#": "\\#", "$": "\\$", "%": "\\%", "&": "\\&", "_": "\\_",
        "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}",
        "\"": "\\textquotedbl{}", "`": "\\textasciigrave{}", "'": "\\textquotesingle{}",
        // At the beginning of a table's row or of an option these would be read as more.
        "[": "{[}", "]": "{]}", "*": "{*}",
        "\u{A0}": "~", "\u{202F}": "\\,", "\u{2009}": "\\,", "\u{AD}": "\\-",
        "\u{200B}": "\\hspace{0pt}", "\u{2011}": "\\mbox{-}",
        "–": "\\textendash{}", "—": "\\textemdash{}", "…": "\\dots{}", "•": "\\textbullet{}",
        "‘": "\\textquoteleft{}", "’": "\\textquoteright{}", "‚": "\\quotesinglbase{}",
        "“": "\\textquotedblleft{}", "”": "\\textquotedblright{}", "„": "\\quotedblbase{}",
        "‹": "\\guilsinglleft{}", "›": "\\guilsinglright{}", "€": "\\texteuro{}",
        "™": "\\texttrademark{}", "±": "\\textpm{}",
    ]

    private static let raised = small(
        "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ", "0123456789T",
        signs: ["\u{207B}": "\\ensuremath{-}", "\u{207A}": "+"])
    private static let lowered = small(
        "₀₁₂₃₄₅₆₇₈₉", "0123456789", signs: ["\u{208B}": "\\ensuremath{-}", "\u{208A}": "+"])

    private static func small(
        _ letters: String, _ plain: String, signs: [Unicode.Scalar: String]
    ) -> [Unicode.Scalar: String] {
        let pairs = zip(letters.unicodeScalars, plain.map(String.init))
        return signs.merging(pairs) { sign, _ in sign }
    }

    private static func math(_ scalar: Unicode.Scalar) -> String? {
        greek[scalar].map { "\\\($0)" } ?? latin[scalar].map { "\\mathrm{\($0)}" } ?? signs[scalar]
    }

    private static let greek: [Unicode.Scalar: String] = [
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta",
        "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu",
        "\u{B5}": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "ς": "varsigma",
        "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi",
        "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi",
        "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
        "\u{2126}": "Omega",
    ]

    /// Greek letters that look like these, and have no command.
    private static let latin = small("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", signs: [:])

    private static let signs: [Unicode.Scalar: String] = [
        "\u{2212}": "-", "×": "\\times", "÷": "\\div", "·": "\\cdot", "≤": "\\leq", "≥": "\\geq",
        "≠": "\\neq", "≈": "\\approx", "∼": "\\sim", "≡": "\\equiv", "∝": "\\propto",
        "∞": "\\infty", "∂": "\\partial", "∇": "\\nabla", "∈": "\\in", "∑": "\\sum",
        "∏": "\\prod", "∫": "\\int", "√": "\\surd", "∥": "\\parallel", "ℓ": "\\ell",
        "→": "\\rightarrow", "←": "\\leftarrow", "↑": "\\uparrow", "↓": "\\downarrow",
        "⋯": "\\cdots", "′": "{}^{\\prime}", "½": "\\tfrac12", "✓": "\\checkmark",
        "✗": "\\times", "✔": "\\checkmark", "✘": "\\times", "■": "\\blacksquare",
    ]
}
