/// What commands of TeX stand for.
enum EquationNames {
    static let letters: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
        "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
        "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
        "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
        "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
        "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂", "nabla": "∇", "ell": "ℓ",
    ]

    static let signs: [String: String] = [
        "cdot": "·", "times": "×", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
        "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "propto": "∝", "in": "∈", "to": "→",
        "mid": "|", "ldots": "…", "dots": "…", "cdots": "⋯", "|": "∥", "{": "{", "}": "}",
        "lVert": "∥", "rVert": "∥", "Vert": "∥",
    ]

    static let functions: Set<String> = [
        "log", "ln", "exp", "sin", "cos", "tan", "max", "min", "arg", "det", "tr",
    ]

    /// With limits below and above.
    static let sums: [String: String] = ["sum": "∑", "prod": "∏", "int": "∫"]

    static let accents: [String: String] = ["hat": "^", "bar": "¯", "tilde": "~", "vec": "→"]

    /// In em.
    static let spaces: [String: Double] = [
        ",": 0.167, ":": 0.222, ";": 0.278, " ": 0.25, "quad": 1, "qquad": 2,
    ]

    /// Their argument as upright words.
    static let words: Set<String> = ["text", "mathrm", "operatorname"]

    /// Their argument as it is: fonts for other alphabets are missing on many machines.
    static let alphabets: Set<String> = ["mathbb", "mathcal", "mathbf", "mathit"]

    static let structures: Set<String> = ["frac", "sqrt", "left", "right"]

    /// Every command there is.
    static var all: [String] {
        let keys =
            Array(letters.keys) + signs.keys + functions + sums.keys + accents.keys + spaces.keys
            + words + alphabets + structures
        return keys.sorted()
    }
}
