import Foundation
import Testing

@testable import vae_report

/// Whole studies, small ones.
@Suite struct BuildTests {
    private func program() throws -> Program {
        let program = try Program()
        try program.writeImages()
        return program
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func dryRunShowsThePlanAndWritesNothing() throws {
        let program = try program()
        let outcome = try program.run(["build", "--dry-run"] + tinyStudy)
        #expect(outcome.status == 0, "\(outcome.errors)")
        for part in ["latent sizes", "2, 3", "110 to learn from", "runs/tiny", "site/tiny"] {
            #expect(outcome.output.contains(part), "\(part) in \(outcome.output)")
        }
        let json = try object(
            try program.run(["build", "--dry-run", "--json"] + tinyStudy).output)
        #expect(json["trainings"] as? Int == 2)
        #expect(json["study"] as? String == "tiny")
        #expect(try program.files().keys.allSatisfy { $0.hasPrefix("bars/") })
    }

    @Test func buildsAReportOnceAndRendersItAgain() throws {
        let program = try program()
        let build = ["build", "--jobs", "1"] + tinyStudy
        let first = try program.run(build)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("size 2: epoch 2/2"), "\(first.errors)")
        #expect(!first.errors.contains("\u{1B}"))
        #expect(first.output.contains("Open site/tiny/index.html"), "\(first.output)")
        let files = try program.files()
        let page = try #require(files["site/tiny/index.html"])
        #expect(String(decoding: page, as: UTF8.self).contains("</html>"))
        #expect(files["site/index.html"] != nil)
        #expect(files["runs/tiny/latent-003/seed-1/model.safetensors"] != nil)

        // Everything is done: nothing changes, not even a date.
        let model = program.folder.appending(path: "runs/tiny/latent-002/seed-1/model.safetensors")
        let written = try FileManager.default.attributesOfItem(atPath: model.path)
        let second = try program.run(build + ["--json"])
        #expect(second.status == 0, "\(second.errors)")
        for part in ["size 2: done before", "measuring: done before", "report: done before"] {
            #expect(second.errors.contains(part), "\(part) in \(second.errors)")
        }
        #expect(!second.errors.contains("drawing"))
        let rewritten = try FileManager.default.attributesOfItem(atPath: model.path)
        #expect(written[.modificationDate] as? Date == rewritten[.modificationDate] as? Date)
        let results = files.filter { !$0.key.hasSuffix("lock") }
        let again = try program.files().filter { !$0.key.hasSuffix("lock") }
        #expect(again == results)

        let json = try object(second.output)
        let sizes = try #require(json["sizes"] as? [[String: Any]])
        #expect(sizes.map { $0["latentSize"] as? Int } == [2, 3])
        #expect(json["report"] as? String == "site/tiny/index.html")
        #expect((json["answer"] as? String)?.hasPrefix("No verdict. Generation") == true)

        // A report that was changed is made again.
        try Data("no".utf8).write(to: program.folder.appending(path: "site/tiny/index.html"))
        #expect(try program.run(build + ["--quiet"]).status == 0)
        #expect(try program.files()["site/tiny/index.html"] == page)

        // The study keeps what its figures show.
        try FileManager.default.removeItem(at: program.folder.appending(path: "bars"))
        try FileManager.default.removeItem(at: program.folder.appending(path: "site"))
        let render = try program.run("render tiny --quiet")
        #expect(render.status == 0, "\(render.errors)")
        #expect(render.output.isEmpty && render.errors.isEmpty)
        let site = files.filter { $0.key.hasPrefix("site/") }
        #expect(try program.files().filter { $0.key.hasPrefix("site/") } == site)

        try FileManager.default.removeItem(at: program.folder.appending(path: "site"))
        let only = try program.run("render --only loss-curves loss-overlay")
        #expect(only.status == 0, "\(only.errors)")
        let drawn = try program.files().keys.filter { $0.hasPrefix("site/") }
        #expect(drawn.contains("site/tiny/figures/loss-curves.svg"))
        #expect(drawn.contains("site/tiny/data/loss-curves.csv"))
        #expect(drawn.allSatisfy { $0.contains("loss-curves") || $0.contains("loss-overlay") })
        let unknown = try program.run("render --only loss-curve")
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("loss-curves"))
    }

    /// In another folder, another time zone and another language as well.
    @Test func partsGiveTheBytesOfTheWhole() throws {
        let (whole, parts) = (try program(), try program())
        let elsewhere = ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"]
        #expect(try whole.run(["build", "--quiet", "--jobs", "2"] + tinyStudy).status == 0)
        for line in [
            ["train", "--task", "2", "--quiet"] + tinyStudy,
            ["train", "tiny", "--dataset", "bars"],
            ["evaluate", "tiny", "--dataset", "bars"], ["render", "tiny", "--quiet"],
        ] {
            let outcome = try parts.run(line, environment: elsewhere)
            #expect(outcome.status == 0, "\(line): \(outcome.errors)")
        }
        #expect(try parts.run("train tiny --dataset bars --task 3").status == 64)
        // Only build, which holds the study's lock, writes down what its report was made of.
        let isResult = { (path: String) in
            !path.hasSuffix("lock") && !path.hasSuffix("timing.jsonl")
                && !path.hasSuffix("report.json")
        }
        let expected = try whole.files().filter { isResult($0.key) }
        let found = try parts.files().filter { isResult($0.key) }
        #expect(found.keys.sorted() == expected.keys.sorted())
        for (path, data) in expected { #expect(found[path] == data, "\(path)") }
    }

    @Test func trainMakesAStudyOfADataSetWhereThereIsNone() throws {
        let program = try program()
        let all = ["train", "--dataset", "bars", "--task", "99"]
        // Refused by the plan, which is there by then.
        #expect(try program.run(all).errors.contains("from 1 to"))
        let made = try program.files().keys.filter { $0.hasSuffix("study.json") }
        #expect(made.count == 1 && made[0].hasPrefix("runs/bars-quick"), "\(made)")
        #expect(try program.run(all + ["--study", "other"]).errors.contains("from 1 to"))
        #expect(try program.files()["runs/other/study.json"] != nil)
        // Now which one is meant cannot be told.
        let unclear = try program.run(all)
        #expect(unclear.status == 64)
        #expect(unclear.errors.contains("name one of bars-quick"), "\(unclear.errors)")
    }

    @Test func otherSettingsUnderTheSameNameAreRefused() throws {
        let program = try program()
        #expect(try program.run(["train", "--quiet"] + tinyStudy).status == 0)
        let other = try program.run(["train", "--quiet"] + tinyStudy + ["--epochs", "3"])
        #expect(other.status == 64)
        #expect(other.errors.contains("tiny"))
    }

    @Test func anUnwritableFolderIsTold() throws {
        let program = try program()
        try Data().write(to: program.folder.appending(path: "runs"))
        let outcome = try program.run(["build"] + tinyStudy)
        #expect(outcome.status == 73 || outcome.status == 74, "\(outcome.errors)")
        #expect(outcome.errors.contains("runs"))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalStopsAndTheSameCommandGoesOn(number: Int32) throws {
        let (program, reference) = (try program(), try program())
        let long = tinyStudy + ["--epochs", "150", "--jobs", "1"]
        let process = program.process(["build"] + long)
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // After the first line about an epoch.
        var told = ""
        while !told.contains("epoch 1/150") {
            let data = errors.fileHandleForReading.availableData
            try #require(!data.isEmpty, "\(told)")
            told += String(decoding: data, as: UTF8.self)
        }
        kill(process.processIdentifier, number)
        told += String(
            decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 128 + number)
        #expect(told.contains("the same command goes on from there"), "\(told.suffix(400))")

        #expect(try program.run(["train"] + long).status == 0)
        #expect(try reference.run(["train"] + long).status == 0)
        for size in ["002", "003"] {
            let path = "runs/tiny/latent-\(size)/seed-1/model.safetensors"
            #expect(try program.files()[path] == reference.files()[path])
            #expect(try program.files()[path] != nil)
        }
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let program = try program()
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "'\(Program.executable.path)' build --help | head -1"]
        let (output, errors) = (Pipe(), Pipe())
        shell.standardOutput = output
        shell.standardError = errors
        shell.currentDirectoryURL = program.folder
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        #expect(try errors.fileHandleForReading.readToEnd() ?? Data() == Data())
    }

    @Test func aFullDiskUnderStandardOutputIsTold() throws {
        let program = try program()
        let process = program.process(["build", "--dry-run", "--json"] + tinyStudy)
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
    }
}
