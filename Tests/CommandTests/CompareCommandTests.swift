import Foundation
import Testing

@testable import vae_report

/// One report on two studies.
@Suite struct CompareCommandTests {
    /// Two studies of one data set, the second with another β and another size.
    private func built() throws -> Program {
        let program = try Program()
        try program.writeImages(train: 240, test: 200)
        let other = tinyStudy.map { ["tiny": "other", "2,3": "2,5"][$0] ?? $0 } + ["--beta", "4"]
        for study in [tinyStudy, other] {
            let outcome = try program.run(["build", "--quiet"] + study)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        return program
    }

    private func text(_ files: [String: Data], _ path: String) throws -> String {
        String(decoding: try #require(files[path], "\(path)"), as: UTF8.self)
    }

    @Test func comparesTwoStudiesFromRecordsAlone() throws {
        let program = try built()
        try FileManager.default.removeItem(at: program.folder.appending(path: "bars"))
        func studies() throws -> [String: Data] {
            try program.files(in: "runs").filter { !$0.key.contains("/cells/") }
        }
        let before = try studies()
        let outcome = try program.run("compare tiny other --json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let summary = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let differences = try #require(summary["differences"] as? [[String: Any]])
        #expect(differences.compactMap { $0["name"] as? String } == ["Latent sizes", "β"])
        #expect(summary["report"] as? String == "site/tiny-vs-other/index.html")
        #expect(try studies() == before)

        let files = try program.files(in: "site")
        let page = try text(files, "tiny-vs-other/index.html")
        for part in [
            "<h1>tiny and other</h1>", "id=\"figure-loss-curves-a\"", "id=\"figure-loss-curves-b\"",
            "aria-label=\"A: tiny\"", "aria-label=\"B: other\"", "id=\"figure-quality\"",
            "id=\"table-comparison\"",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(!page.contains("application/json"))
        for path in [
            "figures/loss-curves-a.svg", "figures/loss-curves-b.pdf", "figures/quality.png",
            "data/comparison.csv", "data/comparison.json", "data/comparison-a.csv",
            "data/results-b.json", "data/settings.csv", "report.ipynb",
        ] {
            #expect(files["tiny-vs-other/\(path)"] != nil, "\(path)")
        }
        // One study's cells, then the other's, each under its name and an id of its own.
        let notebook = try #require(
            try JSONSerialization.jsonObject(
                with: Data(try text(files, "tiny-vs-other/report.ipynb").utf8)) as? [String: Any])
        let cells = try #require(notebook["cells"] as? [[String: Any]])
        let ids = cells.compactMap { $0["id"] as? String }
        #expect(Set(ids).count == cells.count)
        let sources = cells.compactMap { ($0["source"] as? [String])?.joined() }
        let place = try #require(ids.firstIndex(of: "figure-loss-curves-b"))
        #expect(sources[place - 1] == "**B: other**")
        #expect(ids[place - 2] == "figure-loss-curves-a")
        let index = try text(files, "index.html")
        #expect(index.contains("<h3><a href=\"tiny-vs-other/index.html\">tiny and other</a></h3>"))
        #expect(index.contains("2 studies"))

        // The same again, from the cache and without it; --quiet says nothing.
        try FileManager.default.removeItem(
            at: program.folder.appending(path: "runs/other/cells"))
        let again = try program.run("compare tiny other --quiet")
        #expect(again.status == 0 && again.output.isEmpty)
        #expect(try program.files(in: "site") == files)
    }

    @Test func takesADocumentATitleAndModelsToTry() throws {
        let program = try built()
        let document = "# T\n\n```explorer try\n```\n"
        try Data(document.utf8).write(to: program.folder.appending(path: "my.md"))
        let outcome = try program.run(
            ["compare", "other", "tiny", "--document", "my.md", "--title", "A <b> & c"]
                + ["--explorer", "usual"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("Open site/other-vs-tiny-my/index.html"))
        let page = try text(try program.files(in: "site"), "other-vs-tiny-my/index.html")
        #expect(page.contains("<h1>A &lt;b&gt; &amp; c</h1>"))
        #expect(page.ranges(of: "<script type=\"application/json\">").count == 2)
    }

    @Test func saysWhatIsMissing() throws {
        let program = try Program()
        try program.writeImages()
        let training = try program.run(["train", "--quiet"] + tinyStudy)
        #expect(training.status == 0, "\(training.errors)")
        #expect(try program.run("compare tiny").status == 64)
        let twice = try program.run("compare tiny tiny")
        #expect(twice.status == 64 && twice.errors.contains("two different ones"))
        let unknown = try program.run("compare tiny tinny")
        #expect(unknown.status == 66 && unknown.errors.contains("did you mean tiny?"))
        let other = tinyStudy.map { $0 == "tiny" ? "other" : $0 }
        #expect(try program.run(["train", "--quiet"] + other).status == 0)
        let unmeasured = try program.run("compare tiny other")
        #expect(unmeasured.status == 66)
        #expect(unmeasured.errors.contains("vae-report evaluate tiny"), "\(unmeasured.errors)")
        #expect(try program.files().keys.allSatisfy { !$0.hasPrefix("site/") })
    }

    /// Two comparisons of different studies are not meant to have one folder.
    @Test func foldersTellPairsOfStudiesApart() {
        let long = String(repeating: "n", count: 60)
        let pairs = [
            ("a-vs-b", "c"), ("a", "b-vs-c"), ("a-vs", "b"), ("a", "vs-b"), ("a", "b"),
            (long + "1", long + "2"), (long + "1", long + "3"), (long + "2", long + "1"),
        ]
        for document in ["", "-my", "-" + long] {
            let names = pairs.map {
                CompareCommand.folderName($0.0, $0.1, document: document)
            }
            #expect(Set(names).count == pairs.count, "\(names)")
            #expect(names.allSatisfy { $0.utf8.count <= 100 })
            // A document of one's own never takes the usual report's place.
            #expect(document.isEmpty || names.allSatisfy { $0.contains(document.prefix(20)) })
        }
        // Nor that of another document, cut or not.
        let cut = ["-1", "-2"].map {
            CompareCommand.folderName("a", long, document: "-" + long + $0)
        }
        #expect(cut[0] != cut[1])
        #expect(CompareCommand.folderName("a", "b") == "a-vs-b")
        // printf 'a-vs-b c ' | sha256sum
        #expect(CompareCommand.folderName("a-vs-b", "c") == "a-vs-b-vs-c-11162b95")
    }

    /// `tiny` and `other` with a document `my.md` go where `tiny` and `other-my` do.
    @Test func neverReplacesAnotherComparison() throws {
        let program = try built()
        let named = tinyStudy.map { $0 == "tiny" ? "other-my" : $0 }
        #expect(try program.run(["build", "--quiet"] + named).status == 0)
        try Data("# T\n\nWords.\n".utf8).write(to: program.folder.appending(path: "my.md"))
        let first = try program.run("compare tiny other --document my.md --quiet")
        #expect(first.status == 0, "\(first.errors)")
        let before = try program.files(in: "site")
        let second = try program.run("compare tiny other-my")
        #expect(second.status == 73)
        for part in ["site/tiny-vs-other-my", "tiny and other", "--site"] {
            #expect(second.errors.contains(part), "\(second.errors)")
        }
        #expect(try program.files(in: "site") == before)
        // The same two again are welcome.
        #expect(try program.run("compare tiny other --document my.md --quiet").status == 0)
    }

    /// A study may be called as a comparison would be.
    @Test func neverReplacesAStudysReport() throws {
        let program = try built()
        let named = tinyStudy.map { $0 == "tiny" ? "tiny-vs-other" : $0 }
        #expect(try program.run(["build", "--quiet"] + named).status == 0)
        let before = try program.files(in: "site")
        let outcome = try program.run("compare tiny other")
        #expect(outcome.status == 73)
        #expect(outcome.errors.contains("site/tiny-vs-other"), "\(outcome.errors)")
        #expect(try program.files(in: "site") == before)
    }
}
