import Drawing
import Evaluation
import Foundation
import Testing

@testable import Documents
@testable import Site

@Suite struct VerdictTests {
    /// With `SITE_PREVIEWS=DIR` set, the page is left there for looking at, named by its verdict.
    private func page(_ study: SyntheticStudy) throws -> String {
        let results = try study.results()
        let verdict = StudyVerdict(results)
        let builder = try SiteBuilder(site: URL(filePath: "/nowhere"), templates: nil)
        let page = try builder.report(results: results, verdict: verdict, figures: [])
        if let folder = ProcessInfo.processInfo.environment["SITE_PREVIEWS"] {
            try page.write(
                to: URL(filePath: folder).appending(path: "\(verdict.signWords).html"))
        }
        return String(decoding: page, as: UTF8.self)
    }

    /// What stands between the tags, each line of markup a line.
    private func text(_ page: String) -> String {
        page.replacing(/<[^>]*>/, with: "").replacing("\u{202F}", with: " ")
    }

    private func rows(_ table: String, in page: String) throws -> [[String]] {
        let start = try #require(page.range(of: "<figure id=\"table-\(table)\">"))
        let rest = page[start.upperBound...]
        let body = try #require(rest.firstMatch(of: /(?s)<tbody>(.*?)<\/tbody>/)).output.1
        return body.matches(of: /(?s)<tr[^>]*>(.*?)<\/tr>/).map { row in
            row.output.1.matches(of: /(?s)<t[hd][^>]*>(.*?)<\/t[hd]>/).map {
                String($0.output.1).replacing(/<[^>]*>/, with: " ")
                    .split(separator: " ").joined(separator: " ")
            }
        }
    }

    @Test func namesASizeInTheFirstLines() throws {
        let page = try page(SyntheticStudy(seeds: [1, 2]))
        #expect(page.contains("<span class=\"label\">Verdict</span> <span class=\"size\">8</span>"))
        #expect(page.contains("latent dimensions</span>"))
        let text = text(page)
        #expect(text.contains("Latent size 8 is the smallest that qualifies: it passes every gate"))
        #expect(text.contains("Excess over the best other, 95 % bounds"))
        #expect(text.contains("2.97 (10 %)") || text.contains("2.98 (10 %)"))
        #expect(page.contains("<tr class=\"chosen\"><th scope=\"row\">8"))
        #expect(page.contains("<section id=\"verdict\">"))
    }

    /// Outcome by outcome: what stands in the size's place, what it is, and the beginning.
    @Test(arguments: [
        (
            SyntheticGeneration(coverageShift: -0.5), "none", "no size qualifies",
            "No latent size qualifies"
        ),
        (
            SyntheticGeneration(error: 2), "open", "inconclusive",
            "No latent size is shown to qualify"
        ),
        (nil, "–", "not measured", "No verdict"),
    ])
    func tellsWhyNoSizeIsNamed(
        _ generation: SyntheticGeneration?, _ sign: String, _ words: String, _ beginning: String
    ) throws {
        let page = try page(SyntheticStudy(seeds: [1, 2], generation: generation))
        #expect(
            page.contains(
                "<span class=\"size word\">\(sign)</span> <span class=\"unit\">\(words)</span>"))
        #expect(page.contains("<p class=\"lead\">\(beginning)"), "\(beginning)")
        // Where signs have no place of their own.
        let results = try SyntheticStudy(seeds: [1, 2], generation: generation).results()
        let box = VerdictBox(results, StudyVerdict(results))
        #expect(box.phrase == "\(words.prefix(1).uppercased())\(words.dropFirst())")
        #expect(page.contains("table-verdict") == (generation != nil))
        #expect(!page.contains("<tr class=\"chosen\"><th scope=\"row\">2"))
    }

    @Test func everyCriterionHasGlyphWordAndBounds() throws {
        let page = try page(SyntheticStudy(seeds: [1, 2]))
        let rows = try rows("verdict", in: page)
        #expect(rows.map(\.first) == ["2", "4", "8 verdict", "16", "32"])
        #expect(rows.allSatisfy { $0.count == 8 })
        #expect(rows[0][2].contains("✗ fails") && rows[0].last == "✗ does not qualify")
        #expect(rows[2].last == "✓ qualifies")
        for cell in rows.flatMap({ $0[2..<7] }) {
            #expect(
                cell.wholeMatch(of: /−?[\d.]+ −?[\d.]+ to −?[\d.]+ [✓?✗] \w+/) != nil, "\(cell)")
        }
        #expect(
            try self.rows("margins", in: page).map(\.first) == [
                "5\u{202F}%", "10\u{202F}% decides", "20\u{202F}%",
            ])
        let opinions = try self.rows("opinions", in: page)
        #expect(opinions.count == 6)
        #expect(opinions[0].suffix(2) == ["size 8", "= agrees"])
        #expect(opinions[5].suffix(2) == ["size 16", "≠ differs"])
    }

    @Test func saysInTheFirstParagraphWhatIsNotBeaten() throws {
        func lead(_ study: SyntheticStudy) throws -> String {
            String(
                try #require(try page(study).firstMatch(of: /<p class="lead">(.*)<\/p>/)).output.1)
        }
        let behind = try lead(
            SyntheticStudy(pcaShift: -0.02, generation: SyntheticGeneration(distanceShift: 40)))
        #expect(behind.contains("not below that of PCA with as many components"))
        #expect(behind.contains("not closer to test images than those of probabilistic PCA"))
        #expect(behind.contains("for these trained models"))
        #expect(try !lead(SyntheticStudy()).contains("PCA"))
    }

    @Test func filesHoldTheTable() throws {
        let folder = try ScratchFolder()
        let results = try SyntheticStudy(seeds: [1, 2]).results()
        let builder = try SiteBuilder(site: folder.url, templates: nil)
        _ = try builder.write(results: results, verdict: StudyVerdict(results), figures: [])
        func lines(_ name: String) throws -> [String] {
            try folder.text("synthetic/data/\(name).csv").split(separator: "\r\n").map(String.init)
        }
        let verdict = try lines("verdict")
        #expect(
            verdict[0].hasPrefix(
                "latent_size,frechet_distance,frechet_distance_standard_error,margin,excess,excess_lower,"
            ))
        #expect(verdict.count == 6 && verdict[3].hasPrefix("8,") && verdict[3].hasSuffix(",passes"))
        // Sizes with their three kinds of samples, and real images.
        #expect(try lines("generation").count == 1 + 5 * 3 + 1)
        #expect(try lines("self-tests").count == 9)
        let page = try folder.text("synthetic/index.html")
        for name in ["verdict", "generation", "self-tests", "comparison"] {
            #expect(page.contains("download=\"\(name).csv\""), "\(name)")
        }
        let json = try folder.text("synthetic/data/results.json")
        for key in ["\"verdicts\"", "\"opinions\"", "\"judge\"", "\"selfTests\"", "\"sign\""] {
            #expect(json.contains(key), "\(key)")
        }
    }

    @Test func unmeasuredGenerationLeavesTheRest() throws {
        let folder = try ScratchFolder()
        let results = try SyntheticStudy(hasLabels: false, generation: nil).results()
        _ = try SiteBuilder(site: folder.url, templates: nil)
            .write(results: results, verdict: StudyVerdict(results), figures: [])
        let page = try folder.text("synthetic/index.html")
        #expect(page.ranges(of: "the images have no labels").count >= 3)
        for part in ["table-verdict", "table-generation", "table-self-tests", "Fréchet"] {
            #expect(!page.contains(part), "\(part)")
        }
        #expect(page.contains("<strong>Table 1. Reconstruction and latent space"))
        let names = try folder.contents().keys
        #expect(names.contains("synthetic/data/comparison.csv"))
        #expect(!names.contains("synthetic/data/verdict.csv"))
    }
}

@Suite struct GenerationReportTests {
    private func page(_ study: SyntheticStudy) throws -> String {
        let results = try study.results()
        let builder = try SiteBuilder(site: URL(filePath: "/nowhere"), templates: nil)
        let page = try builder.report(
            results: results, verdict: StudyVerdict(results), figures: [])
        return String(decoding: page, as: UTF8.self)
    }

    @Test func selfTestsTellWhatSurprised() throws {
        let good = try page(SyntheticStudy())
        #expect(good.contains("all moved as they must."))
        #expect(good.ranges(of: "</span> yes</span>").count == 8)
        #expect(good.contains("<td>0.000, copies</td>"))
        let bad = try page(
            SyntheticStudy(generation: SyntheticGeneration(surprises: ["recall falls"])))
        #expect(bad.contains("1 subject came out otherwise."))
        #expect(
            bad.contains(
                "<span class=\"pm\">not so: recall falls</span><span class=\"standing fails"))
        #expect(bad.contains("<strong>Self-test failed.</strong>"))
    }

    @Test func tablesHoldEveryMetric() throws {
        let page = try page(SyntheticStudy(isBinary: true))
        #expect(page.contains("from 100 posterior samples (K) of each of 500 test images"))
        for title in [
            "Negative log-likelihood", "Judge’s accuracy", "Probe’s accuracy", "Class shares",
        ] {
            #expect(page.contains("<th scope=\"col\">\(title)"), "\(title)")
        }
        // The best of the prior's samples and of the mixture's, and not of PPCA's.
        let table = try #require(
            page.firstMatch(of: /(?s)<figure id="table-generation">.*?<\/figure>/)
        ).output
        let bold = table.matches(of: /<strong>([^<]*)<\/strong><span/).map { String($0.output.1) }
        #expect(bold.contains("4.02") && bold.contains("2.01"), "\(bold)")
        #expect(!bold.contains("29.94"))
        #expect(page.contains("a judge with 97.7\u{202F}% test accuracy"))
        #expect(page.contains("judge.safetensors\n\(SyntheticGeneration.hash)"))
    }

    @Test func methodSaysWhatWasDone() throws {
        let one = try page(SyntheticStudy())
        for words in [
            "strided convolutions of 16 and 32 channels, then 64 features",
            "10,000 samples with 10,000 test images", "that nothing was trained on",
            "jackknife over 50 groups", "(49 degrees of freedom)", "With one seed the differences",
            "20,000 seeded draws", "means of 9,167 training images",
        ] {
            #expect(one.contains(words), "\(words)")
        }
        let halves = try page(
            SyntheticStudy(
                seeds: [1, 2], generation: SyntheticGeneration(heldOut: .halfOfTheTestImages)))
        #expect(halves.contains("Degrees of freedom: 49 and 5."))
        #expect(halves.contains("a random half of the test images, against the other half"))
        #expect(halves.contains("Every training image was used"))
    }
}
