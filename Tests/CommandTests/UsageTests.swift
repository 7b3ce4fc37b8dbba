import Foundation
import Testing

@testable import vae_report

/// What is told before any work begins.
@Suite struct UsageTests {
    @Test(arguments: [
        "nonsense", "build --nonsense", "build --preset huge", "build --latent-sizes 2,x",
        "build --latent-sizes 2,,4", "build --jobs 0", "build --jobs -1", "build --epochs many",
        "build --checkpoint-seconds -1",
        "build --activation tanh", "build --pixels red", "build --likelihood normal",
        "train a --nll-samples 5", "train --task first", "render a b", "render a --study b",
        "compare a", "compare a a",
        "compare a b --title ",
        "train a --study b", "evaluate a --study b",
        "data nonsense", "serve --port 99999", "doctor extra",
    ])
    func wrongArgumentsExitWith64(line: String) throws {
        let outcome = try Program().run(line)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Usage: vae-report"))
    }

    @Test(arguments: [
        "--latent-sizes 0", "--latent-sizes -1", "--latent-sizes 1000000000000000000",
        "--latent-sizes 2,2", "--epochs 0", "--batch-size 0", "--learning-rate nan",
        "--learning-rate -1", "--beta inf", "--seeds 0", "--seeds 100000000",
        "--train-images 1", "--train-images 100000", "--study ../up", "--study .hidden",
        "--pixels fixed --likelihood gaussian", "--nll-samples 5", "--nll-images 0 --pixels fixed",
    ])
    func impossibleSettingsExitWith64AndNameTheOption(line: String) throws {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(
            ["build", "--dataset", "bars"] + line.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        let option = try #require(line.split(separator: " ").first)
        #expect(outcome.errors.contains(option), "\(outcome.errors)")
        #expect(try program.files(in: "").keys.allSatisfy { $0.hasPrefix("bars/") })
    }

    @Test(arguments: [
        "--help", "help", "build --help", "train -h", "evaluate -h", "render -h", "compare -h",
        "export -h", "data -h", "data list -h", "data fetch -h", "data verify -h", "serve -h",
        "doctor -h",
    ])
    func helpSaysWhatOptionsDo(line: String) throws {
        let outcome = try Program().run(line)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.contains("USAGE: vae-report"))
        // What an option does stands in column 26, beside it or below it where it is long.
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        let options = zip(lines, lines.dropFirst()).filter { $0.0.hasPrefix("  -") }
        #expect(!options.isEmpty)
        for (option, next) in options {
            let isBeside =
                option.dropFirst(25).first == " "
                && ![nil, " "].contains(option.dropFirst(26).first)
            #expect(isBeside || next.hasPrefix(String(repeating: " ", count: 26)), "\(option)")
        }
    }

    @Test func versionIsANumber() throws {
        let outcome = try Program().run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test func settingsFileErrorsNameTheLine() throws {
        let program = try Program()
        try program.writeImages()
        let file = program.folder.appending(path: "study.yml")
        try Data("epochs: 2\nepoch: 3\n".utf8).write(to: file)
        let outcome = try program.run("build --dataset bars --config study.yml")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("study.yml:2:1"), "\(outcome.errors)")
        #expect(try program.run("build --dataset bars --config none.yml").status == 66)
    }

    @Test func missingThingsExitWithTheStatusOfTheirKind() throws {
        let program = try Program()
        #expect(try program.run("build --dataset ./nowhere").status == 66)
        #expect(try program.run("build --dataset nowhere").status == 64)
        #expect(try program.run("render").status == 64)
        #expect(try program.run("render nothing").status == 66)
        #expect(try program.run("train nothing").status == 66)
        #expect(try program.run("serve --site nowhere").status == 66)
        try program.writeImages()
        let images = program.folder.appending(path: "bars/train-images-idx3-ubyte")
        try Data(contentsOf: images).dropLast().write(to: images)
        let outcome = try program.run("build --dataset bars")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("train-images-idx3-ubyte"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }
}
