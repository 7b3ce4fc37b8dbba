import Foundation
import Testing

/// `verify` on a real study: what was changed is found, in the page as in the models.
@Suite struct VerifyCommandTests {
    @Test func changesAreFound() throws {
        let program = try Program()
        // So many test images that there is a judge.
        try program.writeImages(test: 100)
        #expect(try program.run(["build", "--quiet"] + tinyStudy).status == 0)
        let before = try program.files()

        let same = try program.run("verify site/tiny --dataset bars")
        #expect(same.status == 0, "\(same.errors)")
        #expect(same.output.contains("alike"))

        let page = program.folder.appending(path: "site/tiny/index.html")
        let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
        let cell = try #require(
            text.firstMatch(
                of: /id="table-comparison-caption"(?s:.*?)<td[^>]*>[0-9.]*(?<last>[0-9])/))
        var changed = text
        let digit = cell.output.last
        changed.replaceSubrange(digit.startIndex..<digit.endIndex, with: digit == "1" ? "2" : "1")
        let copy = program.folder.appending(path: "copies/tiny")
        try FileManager.default.createDirectory(
            at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: page.deletingLastPathComponent(), to: copy)
        try Data(changed.utf8).write(to: copy.appending(path: "index.html"))
        let numbers = copy.appending(path: "data/comparison.csv")
        var bytes = try Data(contentsOf: numbers)
        let last = try #require(bytes.lastIndex { (48...57).contains($0) })
        bytes[last] = bytes[last] == 49 ? 50 : 49
        try bytes.write(to: numbers)
        try FileManager.default.removeItem(at: copy.appending(path: "figures/loss-curves.pdf"))
        try Data().write(to: copy.appending(path: "data/more.csv"))
        let found = try program.run("verify copies/tiny --dataset bars --json")
        #expect(found.status == 65)
        #expect(found.errors.contains("copies/tiny/index.html: 4 places"), "\(found.errors)")
        for place in [
            "table-comparison", "data/comparison.csv", "data/more.csv", "figures/loss-curves.pdf",
        ] {
            #expect(found.output.contains("\"\(place)\""), "\(place): \(found.output)")
        }
        try FileManager.default.removeItem(at: copy.deletingLastPathComponent())
        let single = program.folder.appending(path: "copy.html")
        try Data(changed.utf8).write(to: single)
        // A study that the page is not of, and none at all.
        #expect(try program.run("verify copy.html --study none --dataset bars").status == 66)
        #expect(try program.run("verify nowhere.html --dataset bars").status == 66)

        // Nothing of the study was touched, but the page that was added.
        var after = try program.files()
        after.removeValue(forKey: "copy.html")
        #expect(after == before)

        // A judge that the records say more of than it can do, in page and records alike.
        let judge = program.folder.appending(path: "runs/tiny/judge.json")
        let record = try Data(contentsOf: judge)
        var values = try #require(
            try JSONSerialization.jsonObject(with: record) as? [String: Any])
        var accuracy = try #require(values["accuracy"] as? [String: Any])
        #expect(accuracy["mean"] as? Double != 0.375)
        accuracy["mean"] = 0.375
        values["accuracy"] = accuracy
        try JSONSerialization.data(withJSONObject: values).write(to: judge)
        #expect(try program.run("render tiny --quiet").status == 0)
        let boasted = try program.run("verify site/tiny --dataset bars")
        #expect(boasted.status == 65)
        #expect(boasted.output.contains("37.5 %") || boasted.output.contains("37.5\u{202F}%"))
        try record.write(to: judge)

        // Of a model that no figure need show.
        let model = program.folder.appending(
            path: "runs/tiny/latent-002/seed-1/model.safetensors")
        var weights = try Data(contentsOf: model)
        weights[weights.count - 1] ^= 1
        try weights.write(to: model)
        let altered = try program.run("verify site/tiny --dataset bars")
        #expect(altered.status == 65)
        #expect(altered.errors.contains("latent-002/seed-1/model.safetensors"), "\(altered.errors)")
    }

    /// What is no report of the study is told before data are looked for or anything is measured.
    @Test func anotherPageIsToldFirst() throws {
        let program = try Program()
        try program.writeImages()
        let other = tinyStudy.map { ["tiny": "other", "2,3": "2,5"][$0] ?? $0 }
        try Data("# Mine\n\n```figure loss-curves\n```\n".utf8)
            .write(to: program.folder.appending(path: "mine.md"))
        for study in [tinyStudy, other] {
            #expect(try program.run(["build", "--quiet"] + study).status == 0)
        }
        #expect(try program.run("render tiny --quiet --document mine.md").status == 0)
        try FileManager.default.removeItem(at: program.folder.appending(path: "bars"))
        for (command, remedy) in [
            ("site/tiny/index.html --study other", "it is the report of tiny: add --study tiny"),
            ("mine.md --study tiny", "comparisons cannot be verified"),
            ("site/tiny-mine --study tiny", "with --document where it is of a text of your own"),
        ] {
            let outcome = try program.run("verify \(command)")
            #expect(outcome.status == 65 && outcome.errors.contains(remedy), "\(outcome.errors)")
        }
        // What may be it needs the data.
        #expect(
            try program.run("verify site/tiny-mine --study tiny --document mine.md --dataset bars")
                .status == 64)
    }
}
