import Foundation
import Testing

@testable import vae_report

/// `VAE_REPORT_ISA`: results depend on the instruction set, so a wrong wish is an error.
@Suite struct InstructionSetTests {
    @Test(arguments: [
        "build --dataset bars", "build --dry-run", "train", "evaluate", "render", "verdict",
    ])
    func unknownSetsEndWhatComputes(line: String) throws {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(
            line.split(separator: " ").map(String.init), environment: ["VAE_REPORT_ISA": "sse9"])
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        for part in ["VAE_REPORT_ISA=sse9", "avx512", "avx2", "baseline"] {
            #expect(outcome.errors.contains(part), "\(outcome.errors)")
        }
        #expect(try program.files().keys.allSatisfy { $0.hasPrefix("bars/") })
    }

    @Test func whatComputesNothingNeedsNoSet() throws {
        for line in ["--version", "build --help", "data list"] {
            let outcome = try Program().run(
                line.split(separator: " ").map(String.init),
                environment: ["VAE_REPORT_ISA": "sse9"])
            #expect(outcome.status == 0 && !outcome.output.isEmpty)
        }
    }

    @Test func doctorTellsWhatIsForced() throws {
        func processor(_ set: String) throws -> (HealthCheck, Int32) {
            let outcome = try Program().run(
                ["doctor", "--json"], environment: ["VAE_REPORT_ISA": set])
            let checks = try JSONDecoder().decode(
                [HealthCheck].self, from: Data(outcome.output.utf8))
            return (try #require(checks.first { $0.subject == "processor" }), outcome.status)
        }
        let (wrong, status) = try processor("sse9")
        #expect(wrong.state == .fail && status == 69)
        #expect(wrong.finding.contains("VAE_REPORT_ISA=sse9"))
        let (forced, _) = try processor("baseline")
        #expect(forced.state == .warn)
        #expect(forced.finding.contains("baseline, forced by VAE_REPORT_ISA=baseline"))
        let (free, _) = try processor("")
        #expect(!free.finding.contains("VAE_REPORT_ISA"))
    }

    @Test func theProvenanceNamesAForcedSet() throws {
        let program = try Program()
        try program.writeImages()
        let outcome = try program.run(
            ["train", "--quiet"] + tinyStudy, environment: ["VAE_REPORT_ISA": "baseline"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let records = try program.files(in: "runs").values.map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(records.contains { $0.contains("baseline kernels") })
    }
}
