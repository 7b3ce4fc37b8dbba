import Foundation
import Testing

@testable import vae_report

/// Which decoders a page carries.
@Suite struct ExplorerCommandTests {
    private static let study = tinyStudy.map { $0 == "2,3" ? "1,2,3,4" : $0 }

    private func built(_ options: [String] = []) throws -> Program {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(["build", "--quiet"] + Self.study + options)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return program
    }

    /// The latent sizes of the decoders in a page, and the rows of its strip.
    private func carried(_ program: Program, _ name: String = "tiny") throws -> ([Int], [String]) {
        let data = try #require(try program.files()["site/\(name)/index.html"])
        let page = String(decoding: data, as: UTF8.self)
        let json = page.firstMatch(of: /<script type="application\/json">(.*?)<\/script>/)
        let sizes = try json.map { match -> [Int] in
            let object = try JSONSerialization.jsonObject(with: Data(match.output.1.utf8))
            let decoders = (object as? [String: Any])?["decoders"] as? [[String: Any]]
            return decoders?.compactMap { $0["latentSize"] as? Int } ?? []
        }
        let strip = try #require(page.ranges(of: "id=\"figure-explorer\"").first)
        let rows = page[strip.upperBound...].firstMatch(of: /<ul class="rows".*?<\/ul>/)
        return (
            sizes ?? [],
            rows?.output.matches(of: /<li>(.*?)<\/li>/).map { String($0.output.1) } ?? []
        )
    }

    @Test func theOptionChoosesTheSizes() throws {
        let program = try built()
        let usual = try carried(program)
        #expect(usual.0.count == 3 && usual.0.first == 1 && usual.0.last == 4)
        #expect(usual.1 == usual.0.map { "size \($0)" })
        func explained(_ options: String) throws -> [String] {
            let outcome = try program.run("render tiny --explain \(options)")
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.output.split(separator: "\n").map(String.init).filter {
                $0.hasPrefix("ran")
            }
        }
        let ran = try explained("--explorer all")
        #expect(ran.count == 1 && ran[0].contains("explorer explorer: "), "\(ran)")
        #expect(try carried(program) == ([1, 2, 3, 4], (1...4).map { "size \($0)" }))
        #expect(try explained("--explorer all").isEmpty)
        _ = try explained("--explorer none")
        #expect(try carried(program) == ([], usual.1))
        _ = try explained("")
        #expect(try carried(program) == usual)
        #expect(try program.run("render tiny --explorer some").status == 64)
        #expect(try program.run("render tiny --explorer all --only explorer-strip").status == 64)
    }

    /// What is asked of explorers is a part of what a report is made of.
    @Test func aReportOfOtherDecodersIsDrawnAgain() throws {
        let program = try built(["--explorer", "none"])
        #expect(try carried(program).0.isEmpty)
        func build(_ options: [String]) throws -> Bool {
            let outcome = try program.run(["build"] + Self.study + options)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.errors.contains("report: done before")
        }
        #expect(try build(["--explorer", "none"]))
        #expect(try !build([]))
        #expect(try carried(program).0.count == 3)
        #expect(try build([]))
        #expect(try !build(["--explorer", "all"]))
    }

    @Test func aCellChoosesForItself() throws {
        let program = try built()
        func render(_ body: String, _ options: String = "") throws -> Outcome {
            try Data("# T\n\n```explorer explorer\n\(body)\n```\n".utf8).write(
                to: program.folder.appending(path: "my.md"))
            return try program.run("render tiny --quiet --document my.md \(options)")
        }
        for (body, options, sizes) in [
            ("decoders: none", "", []), ("decoders: all", "", [1, 2, 3, 4]),
            ("decoders: all", "--explorer none", []), ("latentSizes: [2, 3]", "", [2, 3]),
            ("latentSizes: [2, 3]", "--explorer all", [2, 3]),
            ("decoders: none", "--explorer all", [1, 2, 3, 4]),
        ] as [(String, String, [Int])] {
            let outcome = try render(body, options)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try carried(program, "tiny-my").0 == sizes, "\(body) \(options)")
        }
        let wrong = try render("decoders: sum")
        #expect(wrong.status == 65)
        #expect(wrong.errors.contains("my.md:4:11"), "\(wrong.errors)")
        #expect(wrong.errors.contains("one of usual, all, none"))
    }
}
