import Foundation
import Storage
import Testing

@testable import vae_report

@Suite struct PixelsTests {
    /// `study.json`'s description.
    private func description(_ program: Program) throws -> [String: Any] {
        let file = program.folder.appending(path: "runs/tiny/study.json")
        let record = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        return try #require((record as? [String: Any])?["description"] as? [String: Any])
    }

    @Test func binaryStudiesAreBuiltAndMeasuredWithOtherNumbers() throws {
        let program = try Program()
        try program.writeImages()
        let build = ["build", "--quiet", "--pixels", "dynamic", "--nll-samples", "7"] + tinyStudy
        let first = try program.run(build)
        #expect(first.status == 0, "\(first.errors)")
        #expect(
            try description(program)["evaluation"] as? [String: Int]
                == ["likelihoodSamples": 7, "likelihoodImages": 500])
        // The examples are what the models see.
        let examples = try #require(
            try program.files(in: "runs/tiny")["examples-images-idx3-ubyte"])
        #expect(Set(examples.dropFirst(16)) == [0, 255])
        let page = String(
            decoding: try #require(try program.files()["site/tiny/index.html"]), as: UTF8.self)
        #expect(page.contains("training images anew each epoch"))
        #expect(!page.contains("own entropy") && !page.contains("is its floor"))

        let second = try program.run(
            "evaluate tiny --dataset bars --nll-images 3 --nll-samples 8 --quiet")
        #expect(second.status == 0, "\(second.errors)")
        #expect(
            try description(program)["evaluation"] as? [String: Int]
                == ["likelihoodSamples": 8, "likelihoodImages": 3])
        let command = try #require(try description(program)["command"] as? String)
        #expect(command.contains("--pixels dynamic"))
        #expect(command.contains("--nll-samples 8") && command.hasSuffix("--nll-images 3"))
    }

    @Test func gaussianStudiesAreBuilt() throws {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(["build", "--quiet", "--likelihood", "gaussian"] + tinyStudy)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let page = String(
            decoding: try #require(try program.files()["site/tiny/index.html"]), as: UTF8.self)
        #expect(page.contains("learned with the weights"))
        #expect(!page.contains("Bernoulli mean") && !page.contains("own entropy"))
        // Its pixels are grey: nothing to estimate.
        let refused = try program.run("evaluate tiny --dataset bars --nll-images 3")
        #expect(refused.status == 64 && refused.errors.contains("--nll-images"))
        #expect(refused.errors.contains("--pixels"), "\(refused.errors)")
    }
}
