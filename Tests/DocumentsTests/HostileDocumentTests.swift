import Diagnostics
import Evaluation
import Foundation
import Testing

@testable import Documents
@testable import Figures

/// Documents that mean harm: neither the stack nor the time nor the memory is theirs to take.
@Suite struct HostileDocumentTests {
    private func makeNotebook() throws -> Notebook {
        let results = try SyntheticStudy().results()
        let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
            throw CancellationError()
        }
        return try Notebook(context)
    }

    /// What is wrong with a document, and how long this thread was at work on it: on a busy machine
    /// the clock says nothing.
    private func read(_ text: String, _ notebook: Notebook) throws -> (
        problems: [String], seconds: Double
    ) {
        let start = Self.threadSeconds
        do {
            _ = try notebook.document(DocumentSource(name: "my.md", text: text))
            return ([], Self.threadSeconds - start)
        } catch let error as DocumentError {
            return (error.problems.map(\.description), Self.threadSeconds - start)
        }
    }

    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// cmark's own pathological inputs, and those of what is done here beside it, each as long as one
    /// paragraph may be.
    private static let monsters: [(name: String, unit: String, end: String)] = [
        ("stars", "*", ""), ("pictures", "![[]()", ""), ("brackets", "[", "]"),
        ("closing brackets", "a]", ""), ("emphasis", "*a **a ", "b"), ("open emphasis", "_a ", ""),
        ("mismatched emphasis", "*a_ ", ""), ("strong", "**x [a*b**c*](d)", ""),
        ("links", "[a](", ""), ("angle links", "[a](<b", ""), ("autolinks", "<http:", ""),
        ("comments", "a <!-- ", ""), ("backticks", "e`", ""), ("tildes", "~~a ", ""),
        ("quotations", "> ", "a"), ("lists", "- ", "a"), ("numbers", "1. ", "a"),
        ("declarations", "<!", ""), ("instructions", "<?", ""), ("addresses", "www.a@b.c ", ""),
        ("at signs", "a@", ""), ("entities", "&#0;", ""), ("tables", "|", "\n|-|\n"),
        ("table rows", "| a\n", ""), ("footnotes", "[^a]", ""), ("open footnotes", "[^", ""),
        ("references", "@figure:a ", ""), ("open values", "{{", ""), ("values", "{{ a }} ", ""),
        ("dashes", "@a:-", ""), ("hashes", "# a\n", ""), ("anchors", "{#", ""),
        ("blanks", " ", "{#a} b"), ("underlined", "a\n=\n", ""), ("escapes", "\\", ""),
    ]

    @Test func monstersTakeNoTime() throws {
        let notebook = try makeNotebook()
        for (name, unit, end) in Self.monsters {
            let count = (DocumentSource.blockLimit - 64) / unit.utf8.count
            // What looks for a heading's anchor is another's work than what reads a paragraph.
            let start = ["blanks", "anchors"].contains(name) ? "## " : ""
            let text = "# T\n\n\(start)" + String(repeating: unit, count: count) + end
            let (problems, seconds) = try read(text, notebook)
            #expect(problems.count <= DocumentError.most + 1, "\(name)")
            // A table of 30,000 columns is as many nodes.
            #expect(seconds < (name == "tables" ? 5 : 1), "\(name): \(seconds) s")
        }
    }

    @Test func largeBlocksAreRefusedBySize() throws {
        let notebook = try makeNotebook()
        for unit in ["![[]()", ">", "{{ a }} ", "[", "a\n"] {
            let text = "# T\n\nWords.\n\n" + String(repeating: unit, count: 40_000)
            let (problems, seconds) = try read(text, notebook)
            #expect(
                problems == [
                    "my.md:5:1: more than 32 KiB without an empty line — part it by empty lines"
                ])
            #expect(seconds < 1, "\(unit): \(seconds) s")
        }
        let options = String(repeating: "# words\n\n", count: 4000)
        #expect(
            try read("# T\n\n```log training\n\(options)```", notebook).problems == [
                "my.md:3:1: the cell has more than 32 KiB — shorten its options"
            ])
    }

    @Test func filesThatAreNoDocumentsAreRefused() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vae-report-hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "my.md")
        func problem(_ bytes: Data) throws -> String {
            try bytes.write(to: file)
            do {
                let source = try DocumentSource(file: file, name: "my.md")
                return "\(source.text.utf8.count) bytes"
            } catch let error as any DiagnosedError {
                #expect(error.status == .badData)
                return error.description
            }
        }
        #expect(
            try problem(Data([0x23, 0xFF])) == "my.md:1:1: not UTF-8 — save the file as UTF-8")
        let most = DocumentSource.limit
        #expect(try problem(Data(count: most)) == "\(most) bytes")
        #expect(
            try problem(Data(count: most + 1))
                .contains("the file has \(most + 1) bytes, more than \(most)"))
    }

    @Test func deepDocumentsAreRefused() throws {
        let notebook = try makeNotebook()
        for unit in [">", "> ", "- "] {
            let (problems, seconds) = try read(
                "# T\n\n" + String(repeating: unit, count: 15_000) + "a", notebook)
            #expect(problems.first?.contains("nested more than 100 deep") == true, "\(problems)")
            #expect(seconds < 1, "\(unit): \(seconds) s")
        }
    }

    /// Problems and parts are looked for up to a bound.
    @Test func manyPartsAreRefused() throws {
        let notebook = try makeNotebook()
        let headings = try read(
            "# T\n\n" + String(repeating: "## A\n\nw\n\n", count: 100_000), notebook)
        #expect(headings.problems.first?.contains("more than 2000 headings") == true)
        #expect(headings.seconds < 5, "\(headings.seconds) s")
        let few = try read("# T\n\n" + String(repeating: "## A\n\nw\n\n", count: 1900), notebook)
        #expect(few.problems.isEmpty && few.seconds < 2, "\(few)")
        let cells = try read(
            "# T\n\n" + String(repeating: "```figure x\n```\n\n", count: 50_000), notebook)
        #expect((1...DocumentError.most + 1).contains(cells.problems.count))
        #expect(cells.seconds < 5, "\(cells.seconds) s")
    }

    /// Each of these paragraphs is short enough, but Markdown takes for each what the longest may take.
    @Test func manyLongParagraphsAreRefused() throws {
        let notebook = try makeNotebook()
        func text(_ paragraphs: Int, _ unit: String, kibibytes: Int = 32) -> String {
            let count = ((kibibytes << 10) - 64) / unit.utf8.count
            return "# T\n\n"
                + String(
                    repeating: String(repeating: unit, count: count) + "\n\n", count: paragraphs)
        }
        for unit in ["![[]()", "a@", "word "] {
            let (problems, seconds) = try read(text(31, unit), notebook)
            #expect(
                problems == [
                    "my.md:11:1: too many long paragraphs up to this one — part it and those before it"
                        + " by empty lines"
                ])
            #expect(seconds < 1, "\(unit): \(seconds) s")
        }
        #expect(try read(text(4, "word "), notebook).problems.isEmpty)
        let usual = try read(text(255, "word ", kibibytes: 4), notebook)
        #expect(usual.problems.isEmpty, "\(usual)")
        let links = try read(text(500, "[^ *a*](b) ", kibibytes: 2), notebook)
        #expect(links.problems.isEmpty && links.seconds < 10, "\(links)")
    }

    /// cmark numbers the items of a list by counting those before each.
    @Test func longListsAreRefused() throws {
        let notebook = try makeNotebook()
        func problems(_ unit: String, _ count: Int, end: String = "") throws -> [String] {
            let (problems, seconds) = try read(
                "# T\n\nW.\n\n" + String(repeating: unit, count: count) + end, notebook)
            #expect(seconds < 5, "\(unit): \(seconds) s")
            return problems
        }
        let parted = "put headings or paragraphs between its parts"
        #expect(
            try problems("1. a\n\n", 170_000)
                == ["my.md:5:1: a list of more than 2000 items — \(parted)"])
        #expect(
            try problems("> - a\n\n", 2001) == [] && problems("- a\n", 2000) == [])
        #expect(
            try problems("> 1. a\n>\n", 2001)
                == ["my.md:5:1: a list of more than 2000 items — \(parted)"])
        let notes = (1...2001).map { "[^\($0)]: a\n\n" }.joined()
        let uses = (1...2001).map { "[^\($0)]\n\n" }.joined()
        #expect(
            try problems(uses, 1, end: notes).map { $0.drop { $0 != " " } }
                == [" more than 2000 footnotes — make documents of its parts"])
        #expect(
            try problems("![a](p.png)\n\n", 101)
                == ["my.md:205:1: more than 100 pictures — show fewer"])
    }

    /// What is left out is told once, and not without end.
    @Test func notesHaveAnEnd() throws {
        let notebook = try makeNotebook()
        func notes(_ text: String) throws -> [String] {
            try notebook.document(DocumentSource(name: "my.md", text: text)).document.notes
        }
        let same = try notes("# T\n\n" + String(repeating: "[a](b) <i>", count: 60))
        #expect(
            same == [
                "my.md:3: raw HTML is left out of documents",
                "my.md:3: a link to “b” is left out: only pages, mail and places of this document"
                    + " are linked to",
            ])
        let many = try notes("# T\n\n" + String(repeating: "<i>\n\n", count: 60))
        #expect(many.count == DocumentError.most + 1)
        #expect(many.last == "my.md: 10 more notes like these")
    }

    @Test(arguments: [
        String(repeating: "\\hat", count: 800) + "x", String(repeating: "\\sqrt{", count: 400),
        "x" + String(repeating: "^\\bar", count: 600), String(repeating: "\\left(", count: 500),
        String(repeating: "{", count: 4000), String(repeating: "x_", count: 2000),
        String(repeating: "\\frac", count: 800), "\u{0}\u{301}\\", "\\", "\\left", "\\text{",
    ])
    func badFormulasAreToldNotFollowed(_ tex: String) {
        #expect(throws: Equation.Flaw.self) { try Equation(tex: tex) }
    }

    /// Words, values and references are told apart as they were, in one walk.
    @Test func piecesOfAText() {
        func words(_ text: String) -> InlinePiece { .words(text) }
        let cases: [(String, [InlinePiece])] = [
            ("", []), ("a", [words("a")]), ("{", [words("{")]), ("@", [words("@")]),
            ("{{a}}", [.value(name: "a", written: "{{a}}")]),
            ("x {{ a b }}y", [words("x "), .value(name: "ab", written: "{{ a b }}"), words("y")]),
            ("{{{a}}", [.unclosed, words("{a}}")]), ("{{a}", [.unclosed, words("a}")]),
            ("{{a{{b}}", [.unclosed, words("a"), .value(name: "b", written: "{{b}}")]),
            (
                "see @figure:a-b-.",
                [
                    words("see "), .reference(kind: "figure", id: "a-b", written: "@figure:a-b"),
                    words("-."),
                ]
            ),
            ("me@host:80", [words("me@host:80")]), ("@a:---", [words("@a:---")]),
            ("@Figure:a @:a @a", [words("@Figure:a @:a @a")]),
            (
                "é @a:1@b:2",
                [
                    words("é "), .reference(kind: "a", id: "1", written: "@a:1"),
                    .reference(kind: "b", id: "2", written: "@b:2"),
                ]
            ),
        ]
        for (text, pieces) in cases { #expect(InlinePiece.scan(text) == pieces, "\(text)") }
    }

    @Test func notesOfAText() {
        let cases = [
            ("", []), ("[^", []), ("[^]", []), ("[^a", []), ("x[^a]y[^b]", ["[^a]", "[^b]"]),
            ("[^a b]", []), ("[^[^a]]", ["[^a]"]), ("[[^é]", ["[^é]"]), ("[^a[b]", []),
            ("[a^b] ^c]", []),
        ]
        for (text, notes) in cases { #expect(InlinePiece.notes(in: text) == notes, "\(text)") }
    }
}
