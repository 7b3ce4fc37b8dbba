import Evaluation
import Foundation
import Templates
import Testing

@testable import Documents
@testable import Figures

/// Documents of a study that was never trained: cells with charts and tables, none with images.
private func document(
    _ text: String, folder: URL? = nil, _ study: SyntheticStudy = SyntheticStudy()
) throws -> Document {
    let results = try study.results()
    let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
        throw CancellationError()
    }
    return try Notebook(context)
        .document(DocumentSource(name: "my.md", text: text, folder: folder)).document
}

/// All that is wrong with a text, a line each.
private func problems(_ text: String, folder: URL? = nil) -> [String] {
    #expect(throws: DocumentError.self) { try document(text, folder: folder) }?
        .problems.map(\.description) ?? []
}

/// The prose of all blocks.
private func prose(_ document: Document) -> String {
    (document.opening + document.sections.flatMap(\.blocks)).map { block in
        switch block {
        case .prose(let words), .table(let words), .heading(_, _, let words): words.html
        case .cell, .columns: ""
        }
    }.joined(separator: "\n")
}

@Suite struct DocumentTests {
    @Test func fillsValuesWithTheStudys() throws {
        let made = try document(
            """
            # About {{ study.name }}

            Size {{ verdict.latentSize }} of {{study.latentSizes}}: {{ size16.negativeELBO }}, `{{ kept }}`.

            {{ data.substitution }}
            """)
        #expect(made.title == "About synthetic")
        // 99.34 ± 1.96 · 0.27, as the study's records have it.
        #expect(
            prose(made)
                == "<p>Size 8 of 2, 4, 8, 16 and 32: 99.34\u{202F}±\u{202F}0.53, <code>{{ kept }}</code>.</p>"
        )
        #expect(made.sections.isEmpty)
    }

    @Test func numbersCellsAndPointsToThem() throws {
        let made = try document(
            """
            # T

            See @figure:second, @table:comparison, @equation:e, and @section:part-two.

            ```figure loss-curves
            ```

            ```figure second
            show: rate-distortion
            title: Another
            caption: My own words on {{ size8.mse }}, beside @table:comparison.
            ```

            ## Part two

            ```table comparison
            latentSizes: [2, 8]
            ```

            ```equation e
            tex: x^2
            ```
            """)
        let text = prose(made)
        #expect(text.contains("<a href=\"#figure-second\">Figure 2</a>"))
        #expect(text.contains("<a href=\"#table-comparison\">Table 1</a>"))
        #expect(text.contains("<a href=\"#equation-e\">Equation 1</a>"))
        #expect(text.contains("<a href=\"#part-two\">“Part two”</a>"))
        #expect(made.cells.map(\.number) == [1, 2, 3, 4])
        #expect(made.cells.map(\.label) == ["Figure 1", "Figure 2", "Table 1", "Equation 1"])
        #expect(made.figures.map(\.id) == ["loss-curves", "second"])
        #expect(
            made.figures[1].title == "Another"
                && made.figures[1].caption.hasPrefix("My own words on 0.0149"))
        #expect(made.figures[1].caption.hasSuffix(", beside Table\u{A0}1."))
        guard case .table(let table) = made.cells[2].output else {
            return #expect(Bool(false), "no table")
        }
        #expect(table.rows.map(\.head.text) == ["2", "8"])
        #expect(made.cells[1].source.hasPrefix("```figure second\nshow: rate-distortion\n"))
    }

    /// What a study has no matter for goes with the heading above it.
    @Test func leavesOutWhatIsOptional() throws {
        let text = """
            # T

            ## Kept

            Words.

            ### Gone

            ```table generation
            optional: true
            ```

            ## Gone too

            {{ data.substitution }}

            ```table opinions
            optional: true
            ```
            """
        let made = try document(text, SyntheticStudy(generation: nil))
        #expect(made.sections.map(\.heading) == ["Kept"])
        #expect(made.sections[0].blocks.count == 1)
        #expect(made.cells.isEmpty)
        let error = #expect(throws: DocumentError.self) {
            try document(
                text.replacing("optional: true", with: ""), SyntheticStudy(generation: nil))
        }
        #expect(error?.description.hasPrefix("my.md:9:1: the study has nothing to show") == true)
        #expect(try document(text).sections.map(\.heading) == ["Kept", "Gone too"])
    }

    @Test func htmlAndUnsafeLinksStayOut() throws {
        let made = try document(
            """
            # T <b>x</b>

            <script>alert(1)</script>

            A [page](https://example.org), [a](javascript:alert(1)), [b](data:text/html,x), \
            [c](vbscript:x), [d](FILE:///etc/passwd), <img src=x onerror=alert(1)> and <https://a.b>.

            > <iframe src=x></iframe>
            """)
        let html = prose(made) + made.titleWords.html
        for word in [
            "<script", "<img", "<iframe", "<b>", "javascript:", "vbscript:", "FILE:", "<!--",
        ] {
            #expect(!html.contains(word), "\(word): \(html)")
        }
        #expect(html.contains("<a href=\"https://example.org\">page</a>, a, b, c, d"))
        #expect(html.contains("<a href=\"https://a.b\">"))
        #expect(made.notes.count >= 6)
        #expect(made.notes[0].hasPrefix("my.md:"))
    }

    @Test func tablesAndFootnotes() throws {
        let made = try document(
            """
            # T

            A note[^n] in words.

            | Size | Words |
            |-----:|:------|
            | {{ verdict.latentSize }} | *few* |

            ## Part

            More ~~struck~~ words.

            [^n]: It says {{ study.name }}.
            """)
        guard case .table(let table) = made.opening[1] else {
            return #expect(Bool(false), "no table")
        }
        #expect(table.html.contains("<td class=\"right\">8</td>") && !table.html.contains("align="))
        #expect(table.html.contains("<em>few</em>"))
        #expect(made.footnotes?.html.contains("It says synthetic.") == true)
        #expect(prose(made).contains("footnote-ref"))
        #expect(!prose(made).contains("It says"))
        #expect(prose(made).contains("<del>struck</del>"))
    }

    /// What notebooks would read as formulas, or as the end of a cell, stands for itself there too.
    @Test func signsInTables() throws {
        let made = try document(
            """
            # T

            | A $ | B |
            |-----|---|
            | $5 *and $6* | c\\d \\| e |
            """)
        guard case .table(let table) = made.opening.first else {
            return #expect(Bool(false), "no table")
        }
        #expect(table.html.contains("<td>$5 <em>and $6</em></td>"))
        #expect(table.html.contains("<td>c\\d | e</td>"))
        let dollar = "<span>&#36;</span>"
        #expect(
            table.markdown.split(separator: "\n") == [
                "| A \(dollar) | B |", "| --- | --- |",
                "| \(dollar)5 *and \(dollar)6* | c<span>&#92;</span>d &#124; e |",
            ])
    }

    @Test func picturesComeIntoThePage() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vae-report-document-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        try png.write(to: folder.appending(path: "a b.png"))
        try png.write(to: folder.appending(path: "50%.png"))
        try Data("<html>".utf8).write(to: folder.appending(path: "fake.png"))
        _ = try document("# T\n\n![A dot](50%.png)", folder: folder)
        let made = try document("# T\n\n![A dot](a%20b.png)", folder: folder)
        #expect(
            prose(made).contains(
                "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"A dot\" />"),
            "\(prose(made))")
        let wrong = problems(
            """
            # T

            ![](a%20b.png) ![x](https://a.b/c.png) ![x](../c.png) ![x](c.png)

            ![x](fake.png)
            """, folder: folder)
        #expect(wrong.count == 5, "\(wrong)")
        #expect(wrong[0].hasPrefix("my.md:3:4: the picture has no alternative text"))
        #expect(wrong[1].hasPrefix("my.md:3:20: a picture that is not beside the document"))
        #expect(wrong[2].contains("a picture outside the document’s folder"))
        #expect(wrong[3].contains("the picture cannot be read"))
        #expect(wrong[4].hasPrefix("my.md:5:5: a picture of another kind"))
    }

    /// Nothing links to what a study has no matter for, and no link stands in another.
    @Test func linksLeadSomewhere() throws {
        let text = """
            # T

            [a](#opt) [b](#table-generation) [see @figure:loss-curves](https://example.org) \
            @section:opt [c](#figure-loss-curves) [d](other.html) [e](//example.org)

            {{ data.substitution }}[^n]

            ## Rest

            ```figure loss-curves
            ```

            ## Optional {#opt}

            ```table generation
            optional: true
            ```

            ### Nothing

            ```table verdict
            optional: true
            ```

            [^n]: A note.
            """
        let made = try document(text, SyntheticStudy(generation: nil))
        #expect(made.sections.map(\.heading) == ["Rest"])
        let html = prose(made)
        #expect(
            html.contains("a b <a href=\"https://example.org\">see Figure\u{A0}1</a>"), "\(html)")
        #expect(html.contains("a section that this study does not have"))
        #expect(html.contains("<a href=\"#figure-loss-curves\">c</a> d e"))
        #expect(!html.contains("#opt") && !html.contains("#table-generation"))
        // A paragraph with a footnote is not blank, or the note would lead back to nothing.
        #expect(html.contains("id=\"fnref-n\""))
        #expect(made.footnotes?.html.contains("A note.") == true)
    }

    @Test func controlCharactersStayOut() throws {
        let made = try document("# T\n\na\u{1}b &#7; `\u{80}`")
        #expect(prose(made) == "<p>a\u{FFFD}b \u{FFFD} <code>\u{FFFD}</code></p>", "\(prose(made))")
        #expect(try Equation(tex: "\\text{<\u{301}b>}").mathML.contains("&lt;\u{301}b&gt;"))
    }

    /// The built-in texts are right for any study; image cells need models, and are looked at elsewhere.
    @Test(arguments: [Templates.report, Templates.newDocument])
    func builtInTextsAreRight(_ file: Templates.File) throws {
        for study in [
            SyntheticStudy(), SyntheticStudy(hasPCA: false, generation: nil),
            SyntheticStudy(seeds: [1, 2], hasLabels: false, generation: nil),
            SyntheticStudy(isBinary: true),
        ] {
            let results = try study.results()
            let values = try ValueCatalogue(results, StudyVerdict(results))
            let source = DocumentSource(name: file.name, text: file.text)
            _ = try DocumentDraft(source, values: values)
            let bare = file.text.replacing(
                /(?s)```(images|explorer|figure latent).*?```\n/, with: ""
            )
            .replacing(/@figure:reconstructions/, with: "it")
            let made = try document(bare, study)
            #expect(!prose(made).contains("{{"))
        }
        // A cell of every kind.
        if file == Templates.newDocument {
            for kind in CellKind.allCases {
                #expect(file.text.contains("\n```\(kind.rawValue) "), "\(kind)")
            }
        }
    }
}
