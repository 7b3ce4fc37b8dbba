import Foundation
import Testing

@testable import Drawing

@Suite struct SVGPathTests {
    @Test(arguments: [
        ("M 1 2 L 3 2 L 3 5.5 L 4 4.25 L 4.5 4 Z M 1 2 ", "M1 2h2v3.5l1-1.25 .5-.25Z"),
        ("M 0.004 -0.006 L 10 10", "M0-.01l10 10.01"),
        (
            "M 1 1 C 2 1 3 2 3 3 C 3 4 2 5 1 5 Z M 9 9 L 8 8 Z M 9 9 ",
            "M1 1c1 0 2 1 2 2 0 1-1 2-2 2ZM9 9l-1-1Z"
        ),
        // After a closed figure the next step is from where it began.
        ("M 1 1 L 5 1 L 5 5 Z L 2 2", "M1 1h4v4Zl1 1"),
        ("", ""), ("M 1 1 A 1 1 0 0 1 2 2", "M 1 1 A 1 1 0 0 1 2 2"), ("M 1 x", "M 1 x"),
    ])
    func pathsAreShorter(_ data: String, _ short: String) {
        #expect(SVGPath.short(data[...]) == short)
    }

    /// Thousands of thirds of a pixel end where they should: rounded steps do not add up.
    @Test func errorsDoNotAddUp() throws {
        let count = 3000
        let data = (0...count).map { "\($0 == 0 ? "M" : "L") \(Double($0) / 3) \(Double($0) / 7)" }
        let short = SVGPath.short(data.joined(separator: " ")[...])
        let steps = short.replacing("M0 0", with: "").replacing("l", with: "")
            .matches(of: /-?[0-9]*\.?[0-9]+/).compactMap { Double($0.output) }
        #expect(steps.count == 2 * count)
        let ends = [0, 1].map { axis in
            stride(from: axis, to: steps.count, by: 2).map { steps[$0] }.reduce(0, +)
        }
        #expect(abs(ends[0] - 1000) < 0.006 && abs(ends[1] - 3000.0 / 7) < 0.006, "\(ends)")
    }
}

@Suite struct AdaptiveSVGTests {
    /// What is left of the merged file when one ground's colours are put in is that ground's file.
    @Test(arguments: SampleCharts.all.keys.sorted())
    func holdsBothFiles(_ name: String) throws {
        let files = try #require(SampleCharts.all[name]).render(width: 480)
        let merged = String(
            decoding: try #require(AdaptiveSVG.merged(light: files.light, dark: files.dark)),
            as: UTF8.self)
        let style = try #require(
            merged.firstMatch(
                of:
                    /<style>:root\{(.*?)\}@media \(prefers-color-scheme:dark\)\{:root\{(.*?)\}\}<\/style>/
            )
        ).output
        #expect(merged.count { $0 == "#" } > 2)
        for (rules, file) in [(style.1, files.light), (style.2, files.dark)] {
            var drawing = merged.replacing(style.0, with: "")
            for rule in rules.split(separator: ";") {
                let parts = rule.split(separator: ":")
                drawing = drawing.replacing("var(\(parts[0]))", with: parts[1])
            }
            #expect(Data(drawing.utf8) == file)
        }
    }

    @Test func otherDrawingsAreNotMerged() {
        func file(_ text: String) -> Data { Data("<svg a=\"1\">\(text)</svg>".utf8) }
        let one = file("<path fill=\"#000000\" d=\"M1 2\"/>")
        #expect(
            AdaptiveSVG.merged(light: one, dark: file("<path fill=\"#ffffff\" d=\"M1 3\"/>")) == nil
        )
        #expect(AdaptiveSVG.merged(light: one, dark: file("<path d=\"M1 2\"/>")) == nil)
        #expect(AdaptiveSVG.merged(light: file("<g/>"), dark: file("<g/>")) == nil)
    }

    /// Glyphs without ink and those that no text uses are not in the file.
    @Test func everyGlyphIsUsed() throws {
        let chart = try #require(SampleCharts.all["lines"])
        let text = String(decoding: try chart.render(width: 480).light, as: UTF8.self)
        #expect(!text.contains("<symbol") && !text.contains("d=\"\""))
        let glyphs = text.matches(of: /<path id="([a-z0-9]+)"/).map(\.output.1)
        let used = Set(text.matches(of: /xlink:href="#([a-z0-9]+)"/).map(\.output.1))
        #expect(glyphs.count > 10 && Set(glyphs) == used)
    }
}
