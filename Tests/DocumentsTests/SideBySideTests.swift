import Evaluation
import Foundation
import Templates
import Testing

@testable import Documents
@testable import Figures

/// One document of two studies as one: `b` has no judge, and so lacks some cells.
private func sideBySide(
    _ text: String, lacking: Bool = true
) throws -> (document: Document, a: Document, b: Document) {
    func study(_ name: String, _ generation: SyntheticGeneration?) throws -> ComparedStudy {
        var study = SyntheticStudy(name: name)
        study.generation = generation
        let results = try study.results()
        let verdict = StudyVerdict(results)
        let context = FigureContext(results: results, verdict: verdict) {
            throw CancellationError()
        }
        return ComparedStudy(
            results: results, verdict: verdict,
            document: try Notebook(context)
                .document(DocumentSource(name: "my.md", text: text)).document)
    }
    let (a, b) = (
        try study("one", SyntheticGeneration()),
        try study("two", lacking ? nil : SyntheticGeneration())
    )
    return (try Comparison(a, b).document(), a.document, b.document)
}

/// All blocks, those of columns with their study, in order.
private func blocks(_ document: Document) -> [(study: String?, block: Document.Block)] {
    var found: [(study: String?, block: Document.Block)] = []
    for block in document.opening + document.sections.flatMap(\.blocks) {
        if case .columns(let columns) = block {
            for column in columns { found += column.blocks.map { (column.study, $0) } }
        } else {
            found.append((nil, block))
        }
    }
    return found
}

private func html(_ document: Document) -> [String] {
    blocks(document).compactMap { _, block in
        switch block {
        case .prose(let words), .table(let words), .heading(_, _, let words): words.html
        case .cell, .columns: nil
        }
    }
}

/// Everything a link can lead to, each as often as it is there.
private func ids(_ document: Document) -> [String] {
    document.sections.map(\.id)
        + blocks(document).flatMap { _, block -> [String] in
            switch block {
            case .heading(_, let id, _): [id]
            case .cell(let cell): cell.kind == .value ? [] : [cell.anchor]
            case .prose, .table, .columns: []
            }
        } + html(document).flatMap { $0.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) } }
}

@Suite struct SideBySideTests {
    private static let usual = Templates.report.text.replacing(
        /(?s)```(images|explorer) .*?```\n/, with: ""
    ).replacing(/(?s)```figure latent-scatter.*?```\n/, with: "")

    private static let own = """
        # About {{ study.name }}

        Before all parts, @figure:losses.

        ## First part {#first}

        The same in both, @section:second and @equation:e.

        Of {{ study.name }}, see @table:verdict, [there](#table-verdict) and @figure:losses.[^n]

        ```figure losses
        show: loss-curves
        caption: Beside @table:comparison, not Figure 2 of another.
        ```

        ### Only with a verdict

        ```table verdict
        optional: true
        ```

        ## Second {#second}

        ```equation e
        tex: a^2
        ```

        ```table comparison
        ```

        [^n]: A note.
        """

    @Test(arguments: [true, false], [Self.usual, Self.own])
    func anchorsAreUniqueAndLinksLeadSomewhere(lacking: Bool, text: String) throws {
        let made = try sideBySide(text, lacking: lacking).document
        let all = ids(made)
        #expect(Set(all).count == all.count, "\(all.sorted())")
        for link in html(made).flatMap(CrossReferences.anchors) {
            #expect(all.contains(link), "\(link)")
        }
        let files = made.cells.map(\.id)
        #expect(Set(files).count == files.count)
        let labels = made.cells.compactMap(\.label)
        #expect(Set(labels).count == labels.count)
    }

    /// Taking one study's blocks and the common ones gives that study's document again.
    @Test(arguments: [Self.usual, Self.own]) func orderIsKept(text: String) throws {
        let made = try sideBySide(text)
        for (letter, own) in [("a", made.a), ("b", made.b)] {
            let other = letter == "a" ? "B: " : "A: "
            let kept = blocks(made.document).compactMap { study, block -> String? in
                guard study?.hasPrefix(other) != true, case .cell(let cell) = block,
                    !["settings", "quality", "comparison", "cautions"].contains(cell.id),
                    !cell.id.hasPrefix("both-")
                else { return nil }
                return cell.id.hasSuffix("-\(letter)") ? String(cell.id.dropLast(2)) : cell.id
            }
            #expect(kept == own.cells.map(\.id))
        }
    }

    @Test func labelsFollowTheirFigures() throws {
        let made = try sideBySide(Self.own).document
        #expect(
            made.cells.compactMap { cell in cell.label.map { "\(cell.id) \($0)" } } == [
                "settings Table 1", "quality Figure 1", "comparison Table 2",
                "losses-a Figure 2a", "losses-b Figure 2b", "verdict-a Table 3a", "e Equation 1",
                "comparison-a Table 4a", "comparison-b Table 4b",
            ])
        let words = html(made).joined(separator: "\n")
        #expect(words.contains("<a href=\"#figure-losses-b\">Figure 2b</a>"))
        #expect(words.contains("<a href=\"#table-verdict-a\">Table 3a</a>"))
        #expect(words.contains("<a href=\"#table-verdict-a\">there</a>"))
        let markdown = blocks(made).compactMap { _, block in
            if case .prose(let words) = block { words.markdown } else { nil }
        }.joined(separator: "\n")
        #expect(markdown.contains("Table\u{A0}3a") && markdown.contains("Figure\u{A0}2b"))
        let captions = made.figures.filter { $0.id.hasPrefix("losses") }.map(\.caption)
        #expect(
            captions == [
                "Beside Table\u{A0}4a, not Figure 2 of another.",
                "Beside Table\u{A0}4b, not Figure 2 of another.",
            ])
    }

    @Test func whatIsTheSameStandsOnce() throws {
        let made = try sideBySide(Self.own).document
        let all = blocks(made)
        func studies(_ part: String) -> [String?] {
            all.compactMap { study, block -> String?? in
                if case .prose(let words) = block, words.html.contains(part) {
                    .some(study)
                } else {
                    nil
                }
            }
        }
        // One block of prose up to the first figure: its second paragraph differs.
        #expect(studies("The same in both") == ["A: one", "B: two"])
        let lone = all.filter {
            if case .heading(_, let id, _) = $0.block { id.hasPrefix("only-with") } else { false }
        }
        #expect(lone.map(\.study) == ["A: one"])
        let equations = all.filter {
            if case .cell(let cell) = $0.block { cell.kind == .equation } else { false }
        }
        #expect(equations.map(\.study) == [nil])
        let same = try sideBySide(
            "# T\n\n## P\n\nEqual words, @equation:e.\n\n```equation e\ntex: a\n```\n")
        #expect(html(same.document).filter { $0.contains("Equal words") }.count == 1)
        // The same words that point to each study's own figure are not the same.
        let apart = try sideBySide(
            "# T\n\n## P\n\nEqual words, @figure:f.\n\n```figure f\nshow: loss-curves\n```\n")
        #expect(html(apart.document).filter { $0.contains("Equal words") }.count == 2)
    }

    @Test func footnotesOfBothStandUnderTheirStudies() throws {
        let made = try sideBySide(Self.own).document
        let notes = try #require(made.sections.last)
        #expect(notes.heading == "Footnotes" && made.footnotes == nil)
        guard case .columns(let columns) = notes.blocks[0] else {
            Issue.record("no columns")
            return
        }
        #expect(columns.map(\.study) == ["A: one", "B: two"])
    }

    @Test func bothAnswersComeFirst() throws {
        for text in [Self.usual, Self.own, "# T\n\nNo parts at all.\n"] {
            let opening = try sideBySide(text).document.opening
            let verdicts = opening.flatMap(\.cells).filter { $0.kind == .verdict }
            #expect(verdicts.count == 2)
        }
    }
}
