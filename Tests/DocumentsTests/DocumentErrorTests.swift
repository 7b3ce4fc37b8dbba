import Evaluation
import Testing

@testable import Documents
@testable import Figures

@Suite struct DocumentErrorTests {
    private func problems(_ text: String) throws -> [String] {
        let results = try SyntheticStudy().results()
        let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
            throw CancellationError()
        }
        let error = #expect(throws: DocumentError.self) {
            try Notebook(context).document(DocumentSource(name: "my.md", text: text))
        }
        return error?.problems.map(\.description) ?? []
    }

    /// A text, and what is said of it: place, problem, remedy.
    @Test(
        arguments: [
            (
                "# T\n\n```figur loss-curves\n```",
                "my.md:3:4: there is no kind of cell “figur” — did you mean figure"
            ),
            ("# T\n\n```figure\n```", "my.md:3:1: the cell has no id — write ```figure and a name"),
            (
                "# T\n\n```figure loss-curves twice\n```",
                "my.md:3:1: words after the cell’s id — write ```figure and a name"
            ),
            ("# T\n\n```figure Loss\n```", "my.md:3:11: “Loss” cannot be an id — use lower-case"),
            (
                "# T\n\n```figure loss-curve\n```",
                "my.md:3:11: there is no figure “loss-curve” — did you mean loss-curves"
            ),
            (
                "# T\n\n```figure samples\n```",
                "my.md:3:11: samples is a grid of images — write ```images samples"
            ),
            (
                "# T\n\n```table comparisons\n```",
                "my.md:3:10: there is no table “comparisons” — did you mean comparison"
            ),
            (
                "# T\n\n```value verdict.size\n```",
                "my.md:3:1: there is no value “verdict.size” — did you mean verdict.share"
            ),
            (
                "# T\n\n```figure loss-curves\ncaption: a\n  latentSize: [2]\n```",
                "my.md:5:13: not YAML: mapping values are not allowed in this context"
            ),
            (
                "# T\n\n```figure loss-curves\nlatentsizes: [2]\n```",
                "my.md:4:1: a cell of kind figure has no option “latentsizes” — did you mean latentSizes"
            ),
            (
                "# T\n\n```figure loss-curves\nlatentSizes: two\n```",
                "my.md:4:14: latentSizes cannot be “two” — give a list"
            ),
            (
                "# T\n\n```figure loss-curves\nlatentSizes: [2, 5]\n```",
                "my.md:4:14: latentSizes: no model of latent size 5 was trained — choose from 2, 4, 8"
            ),
            (
                "# T\n\n```figure rate-distortion\nsteps: 5\n```",
                "my.md:4:1: the figure rate-distortion has no option “steps” — use one of: latentSizes"
            ),
            (
                "# T\n\n```figure loss-curves\ncaption: &a x\n```",
                "my.md:4:10: anchors and aliases are not taken"
            ),
            (
                "# T\n\n```figure loss-curves\nalt: short\n```",
                "my.md:4:6: alt cannot be “short” — give at least 20"
            ),
            (
                "# T\n\n```verdict answer\nmetric: fid\n```",
                "my.md:4:9: the verdict is not decided by that — use one of: frechet-distance"
            ),
            ("# T\n\n```equation e\n```", "my.md:3:1: the equation has no formula"),
            (
                "# T\n\n```equation e\ntex: \\alhpa\n```",
                "my.md:4:6: there is no command \\alhpa (character 7 of the formula) — did you mean \\alpha"
            ),
            (
                "# T\n\n- x\n\n  ```figure loss-curves\n  ```",
                "my.md:5:3: a cell inside a list or a quotation"
            ),
            (
                "# T\n\nA {{ verdict.latentsize }}.",
                "my.md:3:3: there is no value “verdict.latentsize” — did you mean verdict.latentSize"
            ),
            (
                "# T\n\nA {{ size3.mse }}.",
                "my.md:3:3: there is no value “size3.mse” — did you mean size2.mse"
            ),
            (
                "# T\n\nA\nb {{ findings }}.",
                "my.md:4:3: findings is a list and cannot stand in a sentence"
            ),
            ("# T\n\nA {{ study.name.", "my.md:3:3: a value that is not closed"),
            (
                "# T\n\nSee @figure:loss-curve.\n\n```figure loss-curves\n```",
                "my.md:3:5: the document has no figure “loss-curve” — did you mean @figure:loss-curves"
            ),
            (
                "# T\n\nSee @fig:x.",
                "my.md:3:5: there are no references of kind “fig” — did you mean @figure:"
            ),
            (
                "# T\n\nSee [x](#sektion).\n\n## Section\n\nw",
                "my.md:3:8: nothing in the document has the anchor"
            ),
            ("Words alone.", "my.md:1:1: the document does not begin with a title"),
            ("# T\n\n### Deep", "my.md:3:1: a heading of level 3 below one of level 1 — write ##"),
            ("# T\n\n# U", "my.md:3:1: a second title — begin a part with ##"),
            ("# T\n\n## A {#x}\n\nw\n\n## B {#x}\n\nw", "my.md:7:1: the anchor x is there twice"),
            ("# T\n\n## A {#X y}", nil),
            ("# T\n\n> ## A", "my.md:3:3: a heading inside a list or a quotation"),
            ("# {{ data.substitution }}", "my.md:1:1: a heading without words"),
            ("# T\n\n## {#x}\n\nw", "my.md:3:1: a heading without words"),
            ("# T\n\n> | a |\n> |---|\n> | b |", "my.md:3:3: a table inside a list or a quotation"),
            ("# T\n\n## A {#fn-1}\n\nw", "my.md:3:1: the anchor fn-1 may be a footnote’s"),
            (
                "# T\n\n```figure a-dark\nshow: loss-curves\n```",
                "my.md:3:11: the id a-dark would name a file that is another’s"
            ),
            ("# T\n\n```log results\n```", "my.md:3:8: the id results would name a file"),
            ("# T\n\n```log a\nshow: b\n```", "my.md:4:1: a cell of kind log has no option “show”"),
            (
                "# T\n\n```table checkpoints\nmargin: 3\n```",
                "my.md:4:1: the table checkpoints has no option “margin” — use one of: latentSizes"
            ),
            (
                "# T\n\n```figure loss-curves\nmetric: kl\nmetrics: [kl]\n```",
                "my.md:4:1: metric beside metrics"
            ),
            ("# T\n\n```figure\tloss-curvs\n```", "my.md:3:11: there is no figure “loss-curvs”"),
            (
                "# T\n\n[x](#value-study-facts)\n\n```value study.facts\n```",
                "my.md:3:4: nothing in the"
            ),
            (
                "# T\n\n```figures\n```",
                "my.md:3:4: there is no kind of cell “figures” — did you mean figure"
            ),
            ("# T\n\n```log a\n\nWords.", "my.md:3:1: the cell is not closed — put a line of ```"),
            ("# T\n\n```log a\n\nWords.\n\n```log b\n```", "my.md:3:1: the cell is not closed"),
            ("# T\n\nSee[^9].", "my.md:3:4: the footnote [^9] is written nowhere"),
            (
                "---\na: b\n---\n# T",
                "my.md:2:1: lines between --- are not read — begin with a title"
            ),
            (
                "# T\n\n```figure loss-curves\ncaption: Loss: by epoch\n```",
                "my.md:4:14: not YAML: mapping values are not allowed in this context — put a text with"
            ),
            (
                "# T\n\n```figure loss-curves\nmetric: reconstructon\n```",
                "my.md:4:9: metric: there is no"
            ),
            (
                "# T\n\n```figure loss-curves\ncaption: At {{ size8.mes }}.\n```",
                "my.md:4:10: there is no value “size8.mes” — did you mean size8.mse"
            ),
            (
                "# T\n\n```table comparison\ntitle: Beside @figure:x\n```",
                "my.md:4:8: the document has no figure “x”"
            ),
            (
                "# T\n\n```log a\n```\n\n```log a\n```",
                "my.md:6:8: the id a is taken by the cell of line 3 — give this one another"
            ),
        ] as [(String, String?)])
    func saysWhereAndWhat(_ text: String, _ beginning: String?) throws {
        guard let beginning else { return }
        let found = try problems(text)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix(beginning) == true, "\(found)")
    }

    /// Values of options that are of another kind or out of range, and what is asked for.
    @Test(arguments: [
        ("figure kl-per-dimension", "seed: 1.5", "a seed that was trained with, such as 1"),
        ("figure loss-curves", "metrics: []", "a list of names, such as [reconstruction, kl]"),
        ("figure loss-curves", "optional: yes", "true or false"),
        ("figure loss-curves", "title: []", "a text"),
        ("figure loss-curves", "latentSizes: 1e3", "a list of whole numbers, such as [2, 8, 32]"),
        ("images samples", "images: 0", "a whole number from 1 to 1000"),
        ("images samples", "rows: 1001", "a whole number from 1 to 1000"),
        ("images interpolations", "steps: -1", "a whole number from 1 to 1000"),
        ("images interpolations", "pairs: 99999999999999999999", "a whole number from 1 to 1000"),
        ("images interpolations", "path: bent", "one of spherical, linear"),
        ("table margins", "margin: 10.5", "a number above 0 and at most 10, such as 0.1"),
        ("table margins", "margin: .nan", "a number above 0 and at most 10, such as 0.1"),
        ("verdict answer", "samples: posterior", "one of prior, mixture"),
        ("explorer models", "decoders: few", "one of usual, all, none"),
    ])
    func badValuesTellWhatIsExpected(_ cell: String, _ option: String, _ expected: String) throws {
        let parts = option.split(separator: " ").map(String.init)
        let key = parts[0].dropLast()
        #expect(
            try problems("# T\n\n```\(cell)\n\(option)\n```") == [
                "my.md:4:\(key.count + 3): \(key) cannot be “\(parts[1])” — give \(expected)"
            ])
    }

    /// All at once, in the order of the text.
    @Test func tellsEverythingThatIsWrong() throws {
        let found = try problems(
            """
            # T {{ nothing }}

            {{ study.name }} and {{ wrong }} and {{ wrong }} again

            ```figure loss-curvs
            caption: [x]
            ```

            - {{ third }}
            """)
        #expect(
            found.map { $0.split(separator: " ")[0] } == [
                "my.md:1:5:", "my.md:3:22:", "my.md:3:38:", "my.md:5:11:", "my.md:6:10:",
                "my.md:9:3:",
            ], "\(found)")
    }

    /// A listing in a language is no cell, and stays.
    @Test func listingsAreNoCells() throws {
        let results = try SyntheticStudy().results()
        let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
            throw CancellationError()
        }
        let text =
            "# T\n\n```sh\nvae-report build\n```\n\n    {{ code }}\n\nfrom me@example:80 to @x."
        let made = try Notebook(context).document(DocumentSource(name: "my.md", text: text))
            .document
        guard case .prose(let words) = made.opening.first else {
            return #expect(Bool(false), "no prose")
        }
        let html = words.html
        #expect(html.contains("language-sh") && html.contains("{{ code }}"))
        #expect(html.contains("from me@example:80 to @x."))
        #expect(made.cells.isEmpty)
    }
}
