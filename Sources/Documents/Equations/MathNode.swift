import Diagnostics

/// A node of MathML Core.
indirect enum MathNode: Hashable {
    case identifier(String)
    case number(String)
    /// A sign; brackets grow with what they enclose only where that is asked for.
    case sign(String, isStretchy: Bool = false)
    case text(String)
    /// In em.
    case space(Double)
    case row([MathNode])
    case fraction(MathNode, MathNode)
    case root(MathNode)
    /// With what stands at its lower and upper right; nil for nothing.
    case scripts(MathNode, lower: MathNode?, upper: MathNode?)
    /// With what stands below and above it.
    case limits(MathNode, below: MathNode?, above: MathNode?)
    /// With an accent above it.
    case accent(MathNode, String)

    /// The node as markup, its words escaped.
    var markup: String {
        switch self {
        case .identifier(let name): Self.element("mi", Self.escaped(name))
        case .number(let digits): Self.element("mn", Self.escaped(digits))
        case .sign(let sign, let isStretchy):
            Self.element(
                "mo", Self.escaped(sign), attributes: isStretchy ? "" : " stretchy=\"false\"")
        case .text(let words): Self.element("mtext", Self.escaped(words))
        case .space(let width): Self.element("mspace", "", attributes: " width=\"\(width)em\"")
        case .row(let nodes): Self.element("mrow", nodes.map(\.markup).joined())
        case .fraction(let upper, let lower): Self.element("mfrac", upper.markup + lower.markup)
        case .root(let node): Self.element("msqrt", node.markup)
        case .scripts(let base, let lower, let upper):
            Self.around(base, lower, upper, names: ("msub", "msup", "msubsup"))
        case .limits(let base, let below, let above):
            Self.around(base, below, above, names: ("munder", "mover", "munderover"))
        case .accent(let base, let mark):
            Self.element(
                "mover", base.markup + Self.element("mo", mark), attributes: " accent=\"true\"")
        }
    }

    private static func around(
        _ base: MathNode, _ low: MathNode?, _ high: MathNode?,
        names: (low: String, high: String, both: String)
    ) -> String {
        let parts = base.markup + (low?.markup ?? "") + (high?.markup ?? "")
        switch (low, high) {
        case (nil, nil): return base.markup
        case (_, nil): return element(names.low, parts)
        case (nil, _): return element(names.high, parts)
        default: return element(names.both, parts)
        }
    }

    private static func element(
        _ name: String, _ content: String, attributes: String = ""
    ) -> String {
        "<\(name)\(attributes)>\(content)</\(name)>"
    }

    /// By scalars: a sign with a combining mark is still a sign to a browser.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped.withoutControls
    }
}
