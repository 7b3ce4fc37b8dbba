import Foundation
import Testing

/// What stands in a report's way, and when a report is made again.
@Suite struct ReportTests {
    private func program() throws -> Program {
        let program = try Program()
        try program.writeImages()
        return program
    }

    private func copyTemplates(to folder: URL) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.copyItem(at: root.appending(path: "templates"), to: folder)
    }

    @Test func whatAReportLacksIsToldBeforeAnyTraining() throws {
        let program = try program()
        let templates = program.folder.appending(path: "mine")
        let build = ["build", "--quiet", "--templates", "mine"] + tinyStudy
        #expect(try program.run(build).status == 66)
        try copyTemplates(to: templates)
        let page = templates.appending(path: "page.mustache")
        try Data("{{nothing.like.it}}".utf8).write(to: page)
        let broken = try program.run(build)
        #expect(broken.status == 65)
        #expect(broken.errors.contains("page.mustache:1"), "\(broken.errors)")

        try Data().write(to: program.folder.appending(path: "file"))
        let plain = ["build", "--quiet"] + tinyStudy
        let onFile = try program.run(plain + ["--site", "file"])
        #expect(onFile.status == 73, "\(onFile.errors)")
        let below = try program.run(plain + ["--site", "file/site"])
        #expect([66, 73].contains(below.status), "\(below.errors)")
        let site = program.folder.appending(path: "site")
        try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
        try Data().write(to: site.appending(path: "tiny"))
        let taken = try program.run(plain)
        #expect(taken.status == 73)
        #expect(taken.errors.contains("site/tiny"), "\(taken.errors)")
        #expect(try program.files().keys.allSatisfy { !$0.hasPrefix("runs") })
    }

    @Test func foreignFilesNeitherFailABuildNorAreVouchedFor() throws {
        let program = try program()
        let templates = program.folder.appending(path: "mine")
        try copyTemplates(to: templates)
        let build = ["build", "--templates", "mine"] + tinyStudy
        #expect(try program.run(build + ["--quiet"]).status == 0)
        // Other files beside the templates do not count.
        #expect(symlink("/nowhere", templates.appending(path: "dangling").path) == 0)
        #expect(mkfifo(templates.appending(path: "pipe").path, 0o600) == 0)
        #expect(symlink("..", templates.appending(path: "loop").path) == 0)
        let same = try program.run(build)
        #expect(same.status == 0, "\(same.errors)")
        #expect(same.errors.contains("report: done before"))
        // In the report they do, and go with the old one.
        let report = program.folder.appending(path: "site/tiny")
        #expect(symlink("/nowhere", report.appending(path: "dangling").path) == 0)
        #expect(mkfifo(report.appending(path: "pipe").path, 0o600) == 0)
        let again = try program.run(build)
        #expect(again.status == 0, "\(again.errors)")
        #expect(!again.errors.contains("report: done before"))
        #expect(!FileManager.default.fileExists(atPath: report.appending(path: "pipe").path))
        #expect(try program.run(build).errors.contains("report: done before"))
        // What no report reads may be anything.
        let study = program.folder.appending(path: "runs/tiny")
        #expect(mkfifo(study.appending(path: "pipe").path, 0o600) == 0)
        #expect(try program.run(build).errors.contains("report: done before"))
    }

    @Test func renderingLeavesTheStudyAsItIs() throws {
        let program = try program()
        #expect(try program.run(["build", "--quiet"] + tinyStudy).status == 0)
        let receipt = program.folder.appending(path: "runs/tiny/report.json")
        let before = try program.files(in: "runs")
        // What is kept of cells is already there.
        #expect(before.keys.contains { $0.contains("tiny/cells/") })
        try FileManager.default.removeItem(at: receipt)
        #expect(try program.run("render tiny --quiet").status == 0)
        // The receipt is the one that the build had left.
        #expect(try program.files(in: "runs") == before)
    }

    /// A report that is drawn already is left, until something that it is made of changes.
    @Test func renderingDrawsNothingTwice() throws {
        let program = try program()
        #expect(try program.run(["build", "--quiet"] + tinyStudy).status == 0)
        let done = "report: done before"
        #expect(try program.run("render tiny").errors.contains(done))
        // Another one is its own.
        let page = program.folder.appending(path: "site/tiny/index.html")
        let text = try Data(contentsOf: page)
        try Data("other".utf8).write(to: page)
        #expect(try !program.run("render tiny").errors.contains(done))
        #expect(try Data(contentsOf: page) == text)
        let records = program.folder.appending(path: "runs/tiny/study.json")
        let record = try String(contentsOf: records, encoding: .utf8)
        try record.replacing("\"title\"", with: " \"title\"", maxReplacements: 1)
            .write(to: records, atomically: true, encoding: .utf8)
        #expect(try !program.run("render tiny").errors.contains(done))
        #expect(try program.run("render tiny").errors.contains(done))
        #expect(try !program.run("render tiny --explorer none").errors.contains(done))
        // Where no receipt can be kept the report is written all the same.
        let receipt = program.folder.appending(path: "runs/tiny/report.json")
        try FileManager.default.removeItem(at: receipt)
        try FileManager.default.createDirectory(at: receipt, withIntermediateDirectories: false)
        for _ in 0..<2 {
            let outcome = try program.run("render tiny")
            #expect(outcome.status == 0 && !outcome.errors.contains(done), "\(outcome.errors)")
        }
    }
}
