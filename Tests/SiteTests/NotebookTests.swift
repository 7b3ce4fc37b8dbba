import Drawing
import Evaluation
import Foundation
import Templates
import Testing

@testable import Documents
@testable import Figures
@testable import Site

@Suite struct NotebookTests {
    private struct File: Decodable {
        struct Cell: Decodable {
            struct Output: Decodable {
                let output_type: String
                let data: [String: Text]?
                let text: Text?
                let metadata: [String: [String: Value]]?
            }

            let id: String, cell_type: String
            let source: Text
            let execution_count: Int?
            let outputs: [Output]?
            let attachments: [String: [String: String]]?
        }

        /// A text, or a list of its lines.
        struct Text: Decodable {
            let whole: String

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                whole =
                    try (try? container.decode(String.self))
                    ?? container.decode([String].self).joined()
            }
        }

        enum Value: Decodable, Equatable {
            case number(Int), text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int.self) {
                    self = .number(number)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }

        let nbformat: Int, nbformat_minor: Int
        let cells: [Cell]
    }

    private func notebook(_ document: Document) throws -> File {
        try JSONDecoder().decode(File.self, from: try JupyterNotebook(document).data)
    }

    private func report(
        _ study: SyntheticStudy = SyntheticStudy(), figures: [RenderedFigure] = []
    ) throws -> Document {
        let results = try study.results()
        return try SampleDocument.report(results, StudyVerdict(results), figures: figures)
    }

    private func document(_ text: String, folder: URL? = nil) throws -> Document {
        let results = try SyntheticStudy().results()
        let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
            throw CancellationError()
        }
        return try Notebook(context)
            .document(DocumentSource(name: "my.md", text: text, folder: folder)).document
    }

    @Test func everyCellIsACellOfTheNotebook() throws {
        let document = try report(figures: [StandInFigures.chart("loss-curves")])
        let file = try notebook(document)
        #expect(file.nbformat == 4 && file.nbformat_minor == 5)
        let ids = file.cells.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
        let code = file.cells.filter { $0.cell_type == "code" }
        #expect(code.map(\.execution_count) == document.cells.map(\.number))
        #expect(code.map(\.source.whole) == document.cells.map(\.source))
        #expect(code.allSatisfy { $0.outputs?.isEmpty == false })
        for cell in file.cells where cell.cell_type == "markdown" {
            #expect(!cell.source.whole.contains("{{"))
        }
        #expect(file.cells[0].source.whole == "# How small can the latent space be?")
        #expect(ids.contains("table-comparison") && ids.contains("verdict-answer"))
        #expect(
            try JupyterNotebook(document).data
                == JupyterNotebook(report(figures: [StandInFigures.chart("loss-curves")])).data)
    }

    @Test func gridsOfImagesAreEnlarged() throws {
        let figure = try StandInFigures.image("samples")
        let file = try notebook(try report(figures: [figure]))
        let cell = try #require(file.cells.first { $0.id == "figure-samples" })
        let picture = try #require(cell.outputs?.first)
        let base64 = try #require(picture.data?["image/png"]).whole
        let large = try PNG.decode(try #require(Data(base64Encoded: base64)))
        guard case .image(let png, _, _, _) = figure.content else { return }
        let small = try PNG.decode(png)
        #expect(large.width == 897 && large.height == 537)
        for (x, y) in [(0, 0), (8, 8), (100, 70), (298, 178)] {
            let grey = small.pixels[y * 299 + x]
            for place in [(3 * x, 3 * y), (3 * x + 2, 3 * y + 2)] {
                #expect(large.pixels[place.1 * 897 + place.0] == grey)
            }
        }
        #expect(picture.metadata?["image/png"]?["width"] == .number(897))
        #expect(picture.metadata?["image/png"]?["alt"] == .text(figure.altText))
        #expect(picture.data?["text/plain"]?.whole == figure.altText)
        let words = try #require(cell.outputs?.last?.data?["text/markdown"]).whole
        #expect(words.hasPrefix("**Figure 1. Samples.** The first row holds test images"))
        #expect(words.hasSuffix("Rows, from the top: test; d = 2; d = 4; d = 8; d = 16; d = 32."))
    }

    @Test func chartsHaveTwiceTheirPixels() throws {
        let file = try notebook(try report(figures: [StandInFigures.chart("loss-curves")]))
        let cell = try #require(file.cells.first { $0.id == "figure-loss-curves" })
        let picture = try #require(cell.outputs?.first)
        #expect(picture.data?["image/png"]?.whole == Data("png".utf8).base64EncodedString())
        #expect(picture.metadata?["image/png"]?["width"] == .number(860))
        #expect(picture.metadata?["image/png"]?["height"] == .number(380))
    }

    @Test func tablesLogsAndFormulas() throws {
        let file = try notebook(try report())
        func outputs(_ id: String) throws -> [File.Cell.Output] {
            try #require(file.cells.first { $0.id == id }?.outputs)
        }
        let table = try #require(try outputs("table-comparison").last?.data)
        let html = try #require(table["text/html"]).whole
        #expect(html.contains("<td><strong>99.34</strong><br><small>±\u{202F}0.53</small></td>"))
        #expect(html.contains("<th>8 <small>verdict</small></th>"))
        let rows = try #require(table["text/markdown"]).whole.split(separator: "\n")
        #expect(rows.count == 7)
        #expect(Set(rows.map { row in row.count { $0 == "|" } }).count == 1)
        #expect(rows[2...].contains { $0.contains("| **99.34 ±\u{202F}0.53** |") })
        let log = try #require(try outputs("log-training").last)
        #expect(log.output_type == "stream")
        #expect(log.text?.whole.hasPrefix("Latent size 2: 8 epochs, validation −ELBO ") == true)
        let formula = try #require(try outputs("equation-objective").first?.data)
        #expect(
            formula["text/latex"]?.whole
                == "$$E_{q(z|x)}[-\\log p(x|z)] + \\beta \\, \\operatorname{KL}(q(z|x) \\| N(0, I))\\tag{1}$$"
        )
        let verdict = try #require(try outputs("verdict-answer").first?.data?["text/markdown"])
        #expect(verdict.whole.contains("**Verdict:** 8 latent dimensions.\n\n"))
    }

    @Test func hostileTitlesStayText() throws {
        let title = "</script><img src=x onerror=alert(1)> $x$ \\(y\\) a|b `c` *d*"
        let file = try notebook(try report(SyntheticStudy(title: title)))
        #expect(
            file.cells[0].source.whole
                == "# \\</script\\>\\<img src=x onerror=alert(1)\\> <span>&#36;</span>x<span>&#36;</span>"
                + " <span>&#92;</span>(y<span>&#92;</span>) a&#124;b \\`c\\` \\*d\\*")
    }

    @Test func wordsStandAlone() throws {
        let folder = try ScratchFolder()
        let png = try PNG.encode(GreyImage(width: 2, height: 3))
        try png.write(to: folder.url.appending(path: "p.png"))
        let file = try notebook(
            try document(
                """
                # T

                See @equation:e, [here](#part) and a note[^n]. ![Two by three](p.png)

                | Size | Words |
                |-----:|:------|
                | {{ verdict.latentSize }} | *few* |

                ## Part {#part}

                More.

                ### Deeper

                ```equation e
                tex: a < \\text{b < c}
                ```

                - after it

                [^n]: It says {{ study.name }}.
                """, folder: folder.url))
        let picture = try #require(file.cells[0].attachments?.first)
        #expect(Data(base64Encoded: picture.value["image/png"] ?? "") == png)
        #expect(
            file.cells.filter { $0.cell_type == "markdown" }.map(\.source.whole) == [
                "# T\n\nSee Equation\u{A0}1, here and a note\\[1\\]. ![Two by three](attachment:\(picture.key))"
                    + "\n\n| Size | Words |\n| --: | :-- |\n| 8 | *few* |",
                "## Part\n\nMore.", "### Deeper", "  - after it",
                "## Notes\n\n1.  It says synthetic.",
            ])
        #expect(
            file.cells.map(\.id) == [
                "text-1", "text-2", "text-3", "equation-e", "text-4", "text-5",
            ])
        // No markup where a reader writes it into a page.
        let formula = file.cells[3].outputs?.first?.data?["text/latex"]?.whole
        #expect(formula == "$$a \\lt  \\text{b }\\lt\\text{ c}\\tag{1}$$")
    }
}
