import Foundation

/// Where the links and labels of one study's words go once it stands beside another.
struct CrossReferences {
    /// New anchors, by old ones; those that are not here stay.
    var anchors: [String: String] = [:]
    /// New labels, by old ones: `Figure 3a` by `Figure 2`.
    var labels: [String: String] = [:]
    /// Put behind the names of footnotes.
    let suffix: String

    /// What links in HTML of a document lead to within it; footnotes too.
    static func anchors(in html: String) -> [String] {
        html.matches(of: /<a href="#([^"]*)"/).map { String($0.output.1) }
    }

    /// Words in all their forms.
    func words(_ words: Words) -> Words {
        Words(
            html: html(words.html), markdown: text(words.markdown), pictures: words.pictures)
    }

    /// HTML as cmark-gfm writes it.
    private func html(_ html: String) -> String {
        html.replacing(/<a href="#([^"]*)"([^>]*)>(?:([^<]*)<)?/) { match in
            let (anchor, rest) = (String(match.output.1), String(match.output.2))
            var link = "<a href=\"#\(moved(anchor))\""
            link +=
                rest.replacing(#/ id="(fnref-[^"]*)"/#) { " id=\"\($0.output.1)\(suffix)\"" } + ">"
            guard let words = match.output.3 else { return link }
            return link + (labels[String(words)] ?? String(words)) + "<"
        }
        .replacing(/<li id="(fn-[^"]*)"/) { "<li id=\"\($0.output.1)\(suffix)\"" }
    }

    /// Plain words; a label in them has no blank that a line could break at, see `InlineFill.plain`.
    func text(_ text: String) -> String {
        text.replacing(/(Figure|Table|Equation)\u{A0}([0-9]+)/) { match in
            labels["\(match.output.1) \(match.output.2)"]
                .map(InlineFill.plain) ?? String(match.output.0)
        }
    }

    private func moved(_ anchor: String) -> String {
        anchor.hasPrefix("fn-") || anchor.hasPrefix("fnref-")
            ? anchor + suffix : anchors[anchor] ?? anchor
    }
}
