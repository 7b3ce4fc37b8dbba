import Foundation
import Testing

@testable import vae_report

/// Reports of one's own, and what runs again.
@Suite struct DocumentCommandTests {
    /// A folder with a small study and its report.
    private func built() throws -> Program {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(["build", "--quiet"] + tinyStudy)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return program
    }

    private func write(_ text: String, to name: String, _ program: Program) throws {
        try Data(text.utf8).write(to: program.folder.appending(path: name))
    }

    /// The cells that ran, each with its reason, of `render --explain`.
    private func ran(_ command: String, _ program: Program) throws -> [String] {
        let outcome = try program.run("\(command) --explain")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.hasPrefix("cached  ") || $0.hasPrefix("ran     ") })
        return lines.filter { $0.hasPrefix("ran") }.map { String($0.dropFirst(8)) }
    }

    private static let document = """
        # {{ study.title }}

        ```figure loss-curves
        ```

        ```images reconstructions
        caption: As it was.
        ```

        ```table comparison
        ```
        """

    @Test func anUnchangedReportRunsNoCell() throws {
        let program = try built()
        #expect(try ran("render tiny", program).isEmpty)
        let page = try program.files()["site/tiny/index.html"]
        // Without what was kept, every cell runs and gives the same.
        try FileManager.default.removeItem(at: program.folder.appending(path: "runs/tiny/cells"))
        let all = try ran("render tiny", program)
        #expect(all.count > 15 && all.allSatisfy { $0.hasSuffix(": first time") })
        #expect(try program.files()["site/tiny/index.html"] == page)
    }

    @Test func oneOptionRunsOneCell() throws {
        let program = try built()
        try write(Self.document, to: "my.md", program)
        _ = try ran("render tiny --document my.md", program)
        #expect(try ran("render tiny --document my.md", program).isEmpty)
        let changed = Self.document.replacing("As it was.", with: "As it is.")
        try write(changed, to: "my.md", program)
        #expect(
            try ran("render tiny --document my.md", program)
                == ["images reconstructions: option caption changed"])
        // Words and other places change no cell.
        try write(changed + "\n\nMore words.", to: "my.md", program)
        #expect(try ran("render tiny --document my.md", program).isEmpty)
        let page = try #require(try program.files()["site/tiny-my/index.html"])
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("As it is.") && text.contains("More words."))
    }

    /// Two documents do not run each other's cells, and a study that cannot be written to is rendered.
    @Test func documentsKeepApart() throws {
        let program = try built()
        try write(Self.document, to: "my.md", program)
        _ = try ran("render tiny --document my.md", program)
        #expect(try ran("render tiny", program).isEmpty)
        #expect(try ran("render tiny --document my.md", program).isEmpty)
        let cells = program.folder.appending(path: "runs/tiny/cells")
        try FileManager.default.removeItem(at: cells)
        try Data("in the way".utf8).write(to: cells)
        #expect(try ran("render tiny --document my.md", program).count == 3)
        #expect(try ran("render tiny --document my.md", program).count == 3)
    }

    @Test func damageIsToldAndNeverShown() throws {
        let program = try built()
        let model = program.folder.appending(path: "runs/tiny/latent-002/seed-1/model.safetensors")
        let whole = try Data(contentsOf: model)
        let page = try program.files()["site/tiny/index.html"]
        var damaged = whole
        damaged[damaged.count / 2] ^= 1
        try damaged.write(to: model)
        let outcome = try program.run("render tiny")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("runs/tiny/latent-002/seed-1/model.safetensors"),
            "\(outcome.errors)")
        #expect(try program.files()["site/tiny/index.html"] == page)
        try whole.write(to: model)
        #expect(try ran("render tiny", program).isEmpty)
        // What is kept of a cell is not believed where it was altered.
        let kept = program.folder.appending(
            path: "runs/tiny/cells/report-md/images-reconstructions")
        var altered = try Data(contentsOf: kept)
        altered[altered.count - 9] ^= 1
        try altered.write(to: kept)
        #expect(
            try ran("render tiny", program) == ["images reconstructions: first time"])
        #expect(try program.files()["site/tiny/index.html"] == page)
    }

    @Test func startsADocumentAndKeepsWhatIsThere() throws {
        let program = try built()
        #expect(try program.run("new-document").status == 0)
        #expect(try program.run("new-document").status == 64)
        #expect(try program.run("new-document --default usual.md").status == 0)
        let usual = try #require(try program.files()["site/tiny/index.html"])
        let own = try program.run("render tiny --document my-report.md --quiet")
        #expect(own.status == 0, "\(own.errors)")
        #expect(try program.run("render tiny --document usual.md --quiet").status == 0)
        let files = try program.files()
        // Beside the usual report, which is as it was.
        #expect(files["site/tiny/index.html"] == usual)
        #expect(files["site/tiny-usual/index.html"] == usual)
        let page = String(
            decoding: try #require(files["site/tiny-my-report/index.html"]), as: UTF8.self)
        #expect(
            page.contains("<h2>Formulas</h2>")
                && page.contains("download=\"reconstruction-loss.csv\""))
        let index = String(decoding: try #require(files["site/index.html"]), as: UTF8.self)
        #expect(index.contains("href=\"tiny-my-report/index.html\""))
    }

    @Test func tellsWhatIsWrongBeforeAnyWork() throws {
        let program = try Program()
        try program.writeImages()
        try write("# T\n\n```figure loss-curv\n```\n", to: "my.md", program)
        let outcome = try program.run(["build", "--document", "my.md"] + tinyStudy)
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("my.md:3:11: there is no figure “loss-curv”"),
            "\(outcome.errors)")
        for (text, problem) in [
            ("```equation e\ntex: \\nosuch\n```", "my.md:4:6: there is no command"),
            (
                "```log a\nlatentSizes: [7]\n```",
                "my.md:4:14: latentSizes: no model of latent size 7"
            ),
        ] {
            try write("# T\n\n\(text)\n", to: "my.md", program)
            let outcome = try program.run(["build", "--document", "my.md"] + tinyStudy)
            #expect(outcome.status == 65 && outcome.errors.contains(problem), "\(outcome.errors)")
        }
        #expect(try program.files().keys.allSatisfy { !$0.hasPrefix("runs") })
        #expect(try program.run("render --document nothing.md x").status == 66)
    }
}
