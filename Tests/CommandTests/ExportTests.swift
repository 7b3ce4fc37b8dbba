import Foundation
import Testing

/// `vae-report export`: what it writes, and what it leaves alone.
@Suite struct ExportTests {
    private func built() throws -> Program {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(["build", "--quiet"] + tinyStudy)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return program
    }

    @Test func writesBothFormsAndReplacesNothing() throws {
        let program = try built()
        let empty = program.folder.appending(path: "paper")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        let both = "export tiny --latex paper --notebook out/my.ipynb"
        let outcome = try program.run(both)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "paper/report.tex\nout/my.ipynb\n")
        let files = try program.files()
        #expect(files["out/my.ipynb"] == files["site/tiny/report.ipynb"])
        #expect(
            files["paper/figures/loss-curves.pdf"] == files["site/tiny/figures/loss-curves.pdf"])
        #expect(files["paper/report.tex"] != nil && files["paper/tables/comparison.tex"] != nil)
        for line in ["export tiny --latex paper", "export tiny --notebook out/my.ipynb", both] {
            let again = try program.run(line)
            #expect(again.status == 64, "\(again.errors)")
            #expect(again.errors.contains("what is there stays as it is"))
        }
        // One that cannot be written keeps the other from being written.
        #expect(try program.run("export tiny --latex new --notebook out/my.ipynb").status == 64)
        #expect(try program.files() == files)
        // The index leads to the notebook.
        let index = String(decoding: try #require(files["site/index.html"]), as: UTF8.self)
        #expect(index.contains("<a href=\"tiny/report.ipynb\" download>"))
    }

    @Test(arguments: [
        ("export", 64), ("export tiny", 64), ("export nothing --latex paper", 66),
        ("export tiny --latex file", 64), ("export tiny --notebook runs", 64),
        ("export tiny --latex paper --document none.md", 66),
    ])
    func refusesWhatIsWrongAndWritesNothing(line: String, status: Int32) throws {
        let program = try built()
        try Data("mine".utf8).write(to: program.folder.appending(path: "file"))
        let before = try program.files()
        #expect(try program.run(line).status == status)
        #expect(try program.files() == before)
    }
}
