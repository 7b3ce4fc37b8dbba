import Evaluation
import Foundation
import Models
import Testing

@testable import Documents
@testable import Figures
@testable import Site

@Suite struct ExplorerPageTests {
    private func explorer(seed: UInt64 = 1) -> Explorer {
        let decoder = Explorer.Decoder(
            latentSize: 2, seed: seed, light: "#440154", dark: "#fde725",
            layers: [
                DecoderLayer(
                    name: "decoder.0", inputs: 2, outputs: 16, window: nil, activation: nil)
            ], codes: [.int8],
            fidelity: DecoderFidelity(latents: 1000, share: 0.99996, largest: 3.141),
            dimensions: [.init(number: 2, kl: 3.5, isActive: true)], means: [[0.25, -1]],
            weights: Data([1, 2, 250]))
        return Explorer(
            height: 4, width: 4, likelihood: .bernoulli, decoders: [decoder],
            examples: .init(labels: [7], pixels: Data([3])))
    }

    private func page(_ explorers: [Explorer?], leftOut: [Int] = []) throws -> String {
        let results = try SyntheticStudy().results()
        let verdict = StudyVerdict(results)
        let usual = try SampleDocument.report(results, verdict, figures: [])
        let blocks = try explorers.enumerated().map { place, explorer in
            Document.Block.cell(
                .init(
                    number: place + 1, kind: .explorer, id: "strip-\(place)", source: "```\n```",
                    label: "Figure \(place + 1)",
                    output: .explorer(
                        ExplorerFigure(
                            strip: try StandInFigures.image("strip-\(place)"), explorer: explorer,
                            leftOut: leftOut))))
        }
        let document = Document(
            title: usual.title, titleWords: usual.titleWords, opening: [],
            sections: [
                .init(id: "a", heading: "A", headingWords: usual.titleWords, blocks: blocks)
            ],
            footnotes: nil, notes: [])
        let builder = try SiteBuilder(site: URL(filePath: "/nowhere"), templates: nil)
        return String(
            decoding: try builder.report(
                results: results, verdict: verdict, document: document), as: UTF8.self)
    }

    @Test func carriesTheDecodersAsData() throws {
        let page = try page([explorer(), explorer(seed: 9)])
        let texts = page.matches(of: /<script type="application\/json">(.*?)<\/script>/)
        #expect(texts.count == 2)
        let read = try texts.map {
            try JSONDecoder().decode(Explorer.self, from: Data($0.output.1.utf8))
        }
        #expect(read.map(\.decoders[0].seed) == [1, 9])
        #expect(read[0].decoders[0].weights == Data([1, 2, 250]))
        #expect(read[0].decoders[0].fidelity == explorer().decoders[0].fidelity)
        #expect(texts[0].output.1.contains("\"weights\":\"AQL6\""))
        // What the script fills is marked, empty and hidden; the strip and the words stay.
        #expect(page.ranges(of: "<div class=\"explorer\" data-live hidden></div>").count == 2)
        #expect(page.ranges(of: "size 2 (8 bits) 99.99 %, 3.15/255").count == 2)
        #expect(page.contains("<figure id=\"figure-strip-0\">"))
        // The script once, allowed by its hash as the other.
        #expect(page.ranges(of: "<script>").count == 2)
        #expect(page.firstMatch(of: /script-src( &#39;sha256-[^&]*&#39;){2};/) != nil)
        #expect(page.contains(".explorer .stage{"))
    }

    /// Without decoders a page is as small as if there were no explorer.
    @Test func costsNothingWithoutDecoders() throws {
        let page = try page([nil])
        #expect(page.contains("<figure id=\"figure-strip-0\">"))
        #expect(page.ranges(of: "<script").count == 1)
        #expect(!page.contains("explorer .") && !page.contains("data-live"))
    }

    /// What is not there is said, beside the others as without any.
    @Test func tellsWhichDecodersAreTooLarge() throws {
        let some = try page([explorer()], leftOut: [16, 32])
        let words =
            "The decoders of sizes 16 and 32 are left out: they have more than 5,000,000 weights."
        #expect(some.contains("size 2 (8 bits) 99.99 %, 3.15/255. \(words)</p>"))
        let none = try page([nil], leftOut: [64])
        #expect(
            none.contains(
                "<p class=\"note\">The decoder of size 64 is left out: it has more than 5,000,000 weights.</p>"
            ))
        #expect(none.ranges(of: "<script").count == 1 && !none.contains("data-live"))
    }

    @Test func numbersThatAreNoneAreStillJSON() throws {
        var broken = explorer().decoders[0]
        broken = Explorer.Decoder(
            latentSize: 2, seed: 1, light: "<", dark: "", layers: broken.layers, codes: [.fp16],
            fidelity: DecoderFidelity(latents: 1, share: 0, largest: .infinity), dimensions: [],
            means: [], weights: Data())
        let view = try #require(
            try ExplorerView(
                ExplorerFigure(
                    strip: try StandInFigures.image("strip"),
                    explorer: Explorer(
                        height: 4, width: 4, likelihood: .gaussian, decoders: [broken],
                        examples: .init(labels: nil, pixels: Data())))))
        let json = try #require(view.data.first)
        #expect(!json.contains("<") && json.contains("\\u003c"))
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        #expect(object is [String: Any])
        #expect(view.note.contains("size 2 (16 bits) 0.00 %, ∞/255"))
    }
}
