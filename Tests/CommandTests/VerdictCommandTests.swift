import Foundation
import Testing

/// Deciding anew on what a study saved.
@Suite struct VerdictCommandTests {
    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func decidesFromRecordsAloneAndWritesNothing() throws {
        let program = try Program()
        try program.writeImages(train: 240, test: 200)
        let built = try program.run(["build", "--quiet"] + tinyStudy)
        // Whatever the verdict is, the build is done.
        #expect(built.status == 0, "\(built.errors)")
        try FileManager.default.removeItem(at: program.folder.appending(path: "bars"))
        let before = try program.files()

        let first = try object(try program.run("verdict tiny --json").output)
        #expect(first["metric"] as? String == "frechet-distance")
        #expect(first["samples"] as? String == "prior")
        let verdict = try #require(first["verdict"] as? [String: Any])
        #expect(verdict["share"] as? Double == 0.1)
        let rows = try #require(verdict["rows"] as? [[String: Any]])
        #expect(rows.map { $0["latentSize"] as? Int } == [2, 3])
        let margins = try #require(first["byMargin"] as? [[String: Any]])
        #expect(margins.map { $0["share"] as? Double } == [0.05, 0.1, 0.2])

        let other = try object(
            try program.run(
                "verdict tiny --margin 0.5 --metric kernel-distance --samples mixture --json"
            ).output)
        let wide = try #require(other["verdict"] as? [String: Any])
        #expect(wide["share"] as? Double == 0.5)
        let otherRows = try #require(wide["rows"] as? [[String: Any]])
        #expect(otherRows[0]["score"] as? Double != rows[0]["score"] as? Double)
        #expect((other["byMargin"] as? [Any])?.count == 4)

        let text = try program.run("verdict tiny")
        for part in ["qualifies", "within", "Other opinions", "kernel distance"] {
            #expect(text.output.contains(part), "\(part) in \(text.output)")
        }
        #expect(try program.files() == before)
    }

    @Test func saysWhatIsMissing() throws {
        let program = try Program()
        try program.writeImages()
        #expect(try program.run("verdict tiny").status == 66)
        let training = try program.run(["train", "--quiet"] + tinyStudy)
        #expect(training.status == 0, "\(training.errors)")
        let unmeasured = try program.run("verdict tiny")
        #expect(unmeasured.status == 66)
        #expect(unmeasured.errors.contains("vae-report evaluate tiny"), "\(unmeasured.errors)")
        for wrong in ["--margin 0", "--margin nan", "--margin -1", "--metric elbo", "--samples x"] {
            #expect(try program.run("verdict tiny " + wrong).status == 64, "\(wrong)")
        }
        // Forty test images are too few to compare samples with: an answer, not an error.
        let evaluated = try program.run("evaluate tiny --quiet --dataset bars")
        #expect(evaluated.status == 0, "\(evaluated.errors)")
        let none = try program.run("verdict tiny")
        #expect(none.status == 0)
        #expect(none.output.contains("No verdict. Generation is not measured"), "\(none.output)")
    }
}
