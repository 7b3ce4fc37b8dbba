import Diagnostics
import Foundation

@testable import Documents
@testable import Evaluation
@testable import Figures

extension FuzzTarget {
    /// Documents without cells, as far as to HTML and to the Markdown of notebooks; nothing in them
    /// runs or is fetched. Cells are looked at only, since drawing takes long.
    static let markdown = FuzzTarget(
        name: "markdown",
        seeds: {
            [
                "# T {{ study.title }}\n\nSee @section:a[^n].\n\n## A {#a}\n\n- x\n\n> y\n\n[^n]: N.",
                "# T\n\n| a | b |\n|--:|:-:|\n| *c* | ~~d~~ |\n\n<script>x</script> [j](javascript:x) "
                    + "![p](p.png)",
                "T\n=\n\n1. **a** `b`\n2. <https://c.d/>\n\n   e\\\n   f&amp;\n\n---\n\n``` swift\nlet\n```\n"
                    + "\n    code\n\n[g]: mailto:h@i.j 'k'\n\n[l][g] www.m.n [o](#t)\n\nP\n-\n",
            ].map { Data($0.utf8) }
        }
    ) { bytes in
        let source = DocumentSource(name: "my.md", text: String(decoding: bytes, as: UTF8.self))
        guard try DocumentDraft(source, values: nil).cells.isEmpty else { return }
        let document = try notebook.document(source).document
        var words = [document.titleWords]
        let blocks = document.opening + document.sections.flatMap(\.blocks)
        for block in blocks {
            switch block {
            case .prose(let prose), .table(let prose), .heading(_, _, let prose):
                words.append(prose)
            case .cell, .columns: break
            }
        }
        if let notes = document.footnotes { words.append(notes) }
        for part in words {
            let small = part.html.lowercased()
            for sign in ["<script", "<iframe", "<!--", "href=\"javascript:", "src=\"http"] {
                require(!small.contains(sign), "\(sign) in \(part.html)")
            }
        }
    }

    /// The options of a cell, whose kind the first byte tells.
    static let cells = FuzzTarget(
        name: "cells",
        seeds: {
            [
                "\u{0}show: loss-curves\nmetrics: [kl, mse]\nlatentSizes: [2, 4]\nseed: 1\n"
                    + "alt: \"Twenty signs or a few more\"\n",
                "\u{1}images: 5\nrows: 2\npath: spherical\ntitle: A\ncaption: |\n  B {{ study.name }}\n",
                "\u{2}show: comparison\noptional: true\n", "\u{5}decoders: all\n",
                "\u{6}margin: 0.1\nmetric: frechet-distance\nsamples: mixture\n",
                "\u{7}tex: '\\frac{a}{b} + \\left( x_1 \\right)'\n",
            ].map { Data($0.utf8) }
        }
    ) { bytes in
        let kinds = CellKind.allCases
        let kind = kinds[Int(bytes.first ?? 0) % kinds.count]
        let options = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let text = "# T\n\n```\(kind.rawValue) loss-curves\n\(options)\n```\n"
        try Notebook.check(DocumentSource(name: "my.md", text: text), for: study.plan)
    }

    /// Formulas, as far as to MathML and back to TeX.
    static let equation = FuzzTarget(
        name: "equation",
        seeds: {
            [
                "\\mathcal{L} = \\sum_{i=1}^{d} \\frac{1}{2} \\left( \\mu_i^2 - \\log \\sigma_i^2 \\right)",
                "\\hat{x} \\in \\mathbb{R}^n, \\text{ where } \\sqrt{x} < 1.5",
            ].map { Data($0.utf8) }
        }
    ) { bytes in
        do {
            let equation = try Equation(tex: String(decoding: bytes, as: UTF8.self))
            require(!equation.mathML.contains("<script"), "\(equation.mathML)")
            _ = equation.tex(words: { $0 }, symbols: { $0 })
        } catch is Equation.Flaw {}
    }

    private static let study = SyntheticStudy(sizes: [2, 4])

    nonisolated(unsafe) private static let notebook: Notebook = {
        do {
            let results = try study.results()
            let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
                throw CancellationError()
            }
            return try Notebook(context)
        } catch { fatalError("no study: \(error)") }
    }()
}
