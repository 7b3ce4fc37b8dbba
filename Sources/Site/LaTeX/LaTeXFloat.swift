import Documents
import Figures

/// A figure, table or equation of the report with what LaTeX has to know of it.
struct LaTeXFloat {
    let cell: Document.NumberedCell

    /// Where other places of a paper refer to: `\ref{fig:loss-curves}`.
    private func label(_ prefix: String) -> String { "\\label{\(prefix):\(cell.id)}" }

    /// Nil for what has no place of its own in a paper: values, logs, the verdict.
    var text: String? {
        switch cell.output {
        case .figure(let figure): self.figure(figure)
        case .explorer(let explorer): figure(explorer.strip)
        case .table(let table):
            """
            \\begin{table}[htbp]
            \\centering
            \\belowcaptionskip=6pt
            \(caption(table.title, table.caption))
            \(label("tab"))
            \\input{tables/\(cell.id)}
            \\end{table}

            """
        case .equation(let equation):
            """
            \\begin{equation}
            \(label("eq"))
            \(equation.tex(words: LaTeXText.of, symbols: LaTeXText.ofMath))
            \\end{equation}

            """
        case .value, .log, .verdict, .nothing: nil
        }
    }

    private func figure(_ figure: RenderedFigure) -> String {
        let file = "figures/\(figure.id).\(figure.isChart ? "pdf" : "png")"
        let alternative = LaTeXText.of(figure.altText)
        let hasLabels = figure.rowLabels.contains { !$0.isEmpty }
        // Room for the words beside its rows.
        let width = hasLabels ? "0.8\\linewidth" : "\\linewidth"
        let picture = """
            \\includegraphics[width=\(width),height=0.7\\textheight,keepaspectratio,
              alt={\(alternative)}]{\(file)}
            """
        return """
            \\begin{figure}[htbp]
            \\centering
            \(hasLabels ? Self.labelled(picture, figure.rowLabels) : picture)
            \(caption(figure.title, figure.caption))
            \(label("fig"))
            \\end{figure}

            """
    }

    /// With words beside the rows of images, which are equally high.
    private static func labelled(_ picture: String, _ labels: [String]) -> String {
        let rows = labels.map {
            "\\vbox to\\dimen0{\\vss\\hbox{\\footnotesize \(LaTeXText.of($0))}\\vss}\\cr"
        }
        return """
            \\sbox0{\(picture)}%
            \\dimen0=\\ht0 \\divide\\dimen0 by \(labels.count)
            \\mbox{\\vbox{\\offinterlineskip\\halign{\\hfil#\\kern0.5em\\cr
            \(rows.joined(separator: "\n"))
            }}\\usebox0}
            """
    }

    private func caption(_ title: String, _ words: String) -> String {
        let title = LaTeXText.of(title)
        return "\\caption[\(title)]{\\textbf{\(title).} \(LaTeXText.of(words))}"
    }
}

extension RenderedFigure {
    /// Whether it is drawn in lines, rather than made of pixels.
    var isChart: Bool { if case .chart = content { true } else { false } }
}
