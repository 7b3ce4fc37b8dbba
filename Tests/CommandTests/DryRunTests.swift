import Foundation
import Testing

/// `build --dry-run` on a machine that has no data set.
@Suite struct DryRunTests {
    @Test func plansTheDefaultSetWithoutReplacingOrFetchingIt() throws {
        let program = try Program()
        let outcome = try program.run("build --dry-run --json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        let overview = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(overview["study"] as? String == "mnist-quick")
        #expect(overview["needsDownload"] as? Bool == true)
        #expect(overview["testImages"] as? Int == 10_000)
        let plan = try #require(overview["plan"] as? [String: Any])
        #expect(plan["dataset"] as? String == "mnist")
        #expect(plan["image"] as? [String: Int] == ["height": 28, "width": 28])
        let fingerprint = try #require(plan["fingerprint"] as? [String: String])
        #expect(fingerprint.count == 4)
        // As published with the files.
        #expect(
            fingerprint["t10k-labels-idx1-ubyte"]
                == "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")
        #expect(try program.files().isEmpty)
        let text = try program.run("build --dry-run --dataset mnist").output
        #expect(text.contains("MNIST, which would be downloaded first"), "\(text)")
    }
}
