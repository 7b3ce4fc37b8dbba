import Evaluation
import Foundation
import Testing

@testable import Documents
@testable import Figures
@testable import Site

@Suite struct LaTeXTests {
    @Test(arguments: [
        ("a_b 50% & #1 $x$", "a\\_b 50\\% \\& \\#1 \\$x\\$"),
        (
            "{x} ~ ^ \\input{x}",
            "\\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}input\\{x\\}"
        ),
        ("\u{2212}1.5\u{202F}±\u{202F}0.2", "\\ensuremath{-}1.5\\,\\textpm{}\\,0.2"),
        ("n\u{A0}=\u{A0}1", "n~=~1"),
        (
            "β, λ₁, 10⁻⁷ × Ω",
            "\\ensuremath{\\beta}, \\ensuremath{\\lambda}\\textsubscript{1}, 10\\textsuperscript{\\ensuremath{-}}\\textsuperscript{7} \\ensuremath{\\times} \\ensuremath{\\Omega}"
        ),
        ("--seeds 1,,2 ''", "-{}-seeds 1,{},2 \\textquotesingle{}{}\\textquotesingle{}"),
        ("[a]*", "{[}a{]}{*}"),
        ("</script>\"`", "\\textless{}/script\\textgreater{}\\textquotedbl{}\\textasciigrave{}"),
        ("Judge’s 2–3", "Judge\\textquoteright{}s 2\\textendash{}3"),
        ("e\u{301}ń", "éń"), ("你\u{301}", "{[}U+4F60{]}{[}U+0301{]}"), ("a\nb", "a b"),
        ("Ħ Ρ", "{[}U+0126{]} \\ensuremath{\\mathrm{P}}"),
    ])
    func wordsArePrintedAsTheyAre(plain: String, latex: String) {
        #expect(LaTeXText.of(plain) == latex)
    }

    private func comparison() throws -> ReportTable {
        let results = try SyntheticStudy().results()
        return .comparison(results, answer: 8)
    }

    @Test func tablesHaveTheNumbersOfTheReport() throws {
        let table = try comparison()
        let text = LaTeXTable(table: table).text
        for rule in ["\\toprule", "\\midrule", "\\bottomrule"] {
            #expect(text.ranges(of: rule).count == 1)
        }
        #expect(text.contains("{\\scriptsize nats per}\\\\{\\scriptsize image}"))
        // The best of the study's records, its interval below it: 99.34 ± 1.96 · 0.27.
        #expect(text.contains("\\textbf{99.34}"))
        #expect(text.contains("{\\scriptsize \\textpm{}\\,0.53}"))
        #expect(text.contains("\n{\\scriptsize verdict} 8 & "))
        let body = try #require(text.firstMatch(of: /(?s)midrule\n(.*)\\bottomrule/)).output.1
        let lines = body.split(separator: "\n").filter { $0 != "\\addlinespace" }
        #expect(lines.count == 2 * table.rows.count)
        for line in lines {
            #expect(line.replacing("\\&", with: "").count { $0 == "&" } == table.heads.count - 1)
            #expect(line.hasSuffix(" \\\\"))
        }
    }

    private func bundle(_ study: SyntheticStudy = SyntheticStudy()) throws -> [String: String] {
        let results = try study.results()
        let figures = [StandInFigures.chart("loss-curves"), try StandInFigures.image("samples")]
        let document = try SampleDocument.report(
            results, StudyVerdict(results), figures: figures)
        let files = try LaTeXBundle(document).files
        return Dictionary(
            uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.data, as: UTF8.self)) })
    }

    @Test func everyFigureIsThereWithItsWords() throws {
        let files = try bundle()
        let figures = try #require(files["figures.tex"])
        #expect(
            figures.contains("alt={A line that falls from the upper left to the lower right.}]"))
        #expect(figures.contains("{figures/loss-curves.pdf}"))
        #expect(figures.contains("{figures/samples.png}"))
        #expect(
            figures.contains("\\caption[Loss curves]{\\textbf{Loss curves.} A curve that falls"))
        #expect(figures.contains("\\label{fig:samples}"))
        // The words beside the rows of a grid, which is six rows high.
        #expect(figures.contains("\\divide\\dimen0 by 6"))
        #expect(figures.contains("\\footnotesize d = 32}"))
        #expect(files["figures/loss-curves.pdf"] == "pdf")
        let report = try #require(files["report.tex"])
        for part in ["figures", "tables", "equations"] {
            #expect(report.contains("\\input{\(part)}") && files["\(part).tex"] != nil)
        }
        #expect(report.contains("\\textbf{Verdict: 8 latent dimensions.} "))
        #expect(files["tables.tex"]?.contains("\\input{tables/comparison}") == true)
        #expect(files["tables/comparison.tex"] != nil)
        #expect(
            files["equations.tex"]?.contains("\\operatorname{KL}(q(z|x) \\| N(0, I))") == true)
        for (path, text) in files where path.hasSuffix(".tex") {
            let bare = text.replacing(/\\./, with: "")
            #expect(bare.count { $0 == "{" } == bare.count { $0 == "}" }, "\(path)")
            #expect(!text.contains("{{ "), "\(path)")
        }
    }

    @Test func hostileTitlesStayText() throws {
        let files = try bundle(SyntheticStudy(title: "\\input{/etc/passwd} % $x$ \\end{document}"))
        let report = try #require(files["report.tex"])
        #expect(
            report.contains(
                "\\title{\\textbackslash{}input\\{/etc/passwd\\} \\% \\$x\\$ \\textbackslash{}end\\{document\\}}"
            ))
        #expect(report.ranges(of: "\\end{document}").count == 1)
    }

    @Test func manyFiguresDoNotPileUp() throws {
        let results = try SyntheticStudy().results()
        let document = try SampleDocument.report(
            results, StudyVerdict(results),
            figures: (0..<60).map { StandInFigures.chart("chart-\($0)") })
        let file = try LaTeXBundle(document).files.first { $0.path == "figures.tex" }
        let text = String(decoding: try #require(file).data, as: UTF8.self)
        // LaTeX holds at least 18 floats that are not set yet.
        for part in text.split(separator: "\\clearpage") {
            #expect(part.ranges(of: "\\begin{figure}").count <= 16)
        }
    }

    @Test(arguments: [
        ("\\text{50% of a_b}", "\\text{50\\% of a\\_b}"),
        ("D_\\text{KL}", "D_{\\text{KL}}"), ("β \\tr A", "{\\beta} \\operatorname{tr} A"),
        ("\\text{\\input{x}", "\\text{\\textbackslash{}input\\{x}"),
    ])
    func formulasAreTeX(document: String, latex: String) throws {
        let equation = try Equation(tex: document)
        #expect(equation.tex(words: LaTeXText.of, symbols: LaTeXText.ofMath) == latex)
    }
}
