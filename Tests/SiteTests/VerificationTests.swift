import Drawing
import Foundation
import Testing

@testable import Site

/// Pages against pages: what differs is found, and nothing else.
@Suite struct VerificationTests {
    private static func picture(_ pixels: [UInt8]) throws -> String {
        let image = GreyImage(width: 2, height: pixels.count / 2, pixels: pixels)
        return DataAddress.of(try PNG.encode(image), type: .png)
    }

    private static func page(
        number: String = "0.0134", words: String = "Size 8 is enough",
        image: [UInt8] = [0, 9, 99, 255],
        other: [UInt8] = [1, 2, 3, 4], csv: String = "d,mse\r\n2,0.51234567\r\n8,1e-9\r\n",
        code: String = "let a = 1 < 2", weights: String = "{\"weights\":\"AAEC\"}"
    ) throws -> Data {
        let link = DataAddress.of(text: Data(csv.utf8), type: .csv)
        return Data(
            """
            <!DOCTYPE html><html lang="en"><head><title>A &amp; B</title>
            <script>\(code)</script></head><body><main>
            <h2 id="comparison">Comparison</h2><p>\(words)</p>
            <table><caption id="table-mse-caption">MSE</caption><tr><td class="num">\(number)</td>
            <td>12</td></tr></table><a href="\(link)" download="mse.csv">CSV</a>
            <figure id="figure-one"><img src="\(try picture(image))" alt="One row of 2 images"></figure>
            <figure id="figure-two"><img src="\(try picture(other))" alt="One row of 2 images"></figure>
            <script type="application/json">\(weights)</script>
            </main></body></html>
            """.utf8)
    }

    private func differences(
        _ page: Data, _ tolerance: PageTolerance = .exact
    ) throws -> [PageDifference] {
        PageComparison(page: page, recomputed: try Self.page(), tolerance: tolerance).differences
    }

    @Test func equalPagesDoNotDiffer() throws {
        let page = try Self.page()
        let comparison = PageComparison(page: page, recomputed: page, tolerance: .exact)
        #expect(comparison.differences.isEmpty)
        // 8; 0.0134, 12; 2, 0.51234567, 8 and 1e-9. Tags and alternative texts are no results.
        #expect(comparison.numbers == 7)
        #expect(comparison.pictures == 2)
    }

    /// A page that was cut off anywhere is another page, and no more than that.
    @Test func everyCutIsADifference() throws {
        let page = try Self.page()
        let whole = PageScanner.pieces(of: page)
        for length in 0..<page.count {
            #expect(PageScanner.pieces(of: page.prefix(length)).count <= whole.count + 1)
        }
        for text in ["<script src=\"x", "<style a=\"", "<", "<a =", "<a \"", "<script", "</"] {
            let found = try differences(Data(text.utf8))
            #expect(!found.isEmpty, "\(text)")
        }
    }

    @Test func oneDigitIsFound() throws {
        let found = try differences(try Self.page(number: "0.0135"))
        #expect(found.map(\.kind) == [.words])
        #expect(found.first?.place == "table-mse")
        #expect(found.first?.page == "0.0135" && found.first?.recomputed == "0.0134")
        #expect(try differences(try Self.page(number: "0.135")).count == 1)
        let data = try differences(
            try Self.page(csv: "d,mse\r\n2,0.51234568\r\n8,1e-9\r\n"))
        #expect(data.map(\.kind) == [.data])
        #expect(data.first?.page.contains("0.51234568") == true)
    }

    @Test func imagesThatChangedPlacesAreFound() throws {
        let found = try differences(
            try Self.page(image: [1, 2, 3, 4], other: [0, 9, 99, 255]))
        #expect(found.map(\.kind) == [.image, .image])
        #expect(found.map(\.place) == ["figure-one", "figure-two"])
        #expect(found.first?.page == "4 of 4 pixels differ, by up to 251 of 255")
        let larger = try differences(try Self.page(image: [0, 9, 99, 255, 0, 0]))
        #expect(larger.map(\.kind) == [.image])
    }

    @Test func wordsScriptsAndWhatIsMissingAreFound() throws {
        #expect(try differences(try Self.page(words: "Size 16 is enough")).map(\.kind) == [.words])
        let other = try differences(try Self.page(words: "No size qualifies"))
        #expect(Set(other.map(\.kind)) == [.onlyInPage, .missing])
        #expect(try differences(try Self.page(code: "let a = 2 < 2")).map(\.kind) == [.code])
        let text = String(decoding: try Self.page(), as: UTF8.self)
        let cut = text.replacing(/<figure id="figure-two">.*<\/figure>/, with: "")
        let missing = try differences(Data(cut.utf8))
        #expect(missing.allSatisfy { $0.kind == .missing } && missing.count == 3)
        #expect(try !differences(Data()).isEmpty)
        #expect(try !differences(Data("<p class=\"".utf8)).isEmpty)
    }

    /// Of numbers as written, found and expected.
    @Test(arguments: [
        ("0.0134", "0.0134", true), ("0.0135", "0.0134", true), ("0.0136", "0.0134", false),
        ("1004.2", "1000.0", true), ("1006.0", "1000.0", false), ("15", "16", true),
        ("14", "16", false), ("0.51234567", "0.51334567", true),
        ("−0.0004", "−0.0003", true), ("−0.0001", "0.0000", true), ("−0.5", "0.5", false),
        ("1e-8", "1e-9", false),
        ("1.20e-9", "1.21e-9", true),
        // A checksum's digits.
        (String(repeating: "12", count: 32), String(repeating: "1", count: 64), false),
    ])
    func anotherProcessorMayBeALittleOff(found: String, expected: String, isNear: Bool) {
        #expect(PageTolerance.otherProcessor.allows(found[...], expected[...]) == isNear)
        #expect(PageTolerance.exact.allows(found[...], expected[...]) == (found == expected))
    }

    /// Signs, exponents, heads and words of files to save, on any processor.
    @Test(arguments: [
        ("0.51234567", "-0.51234567"), ("1e-9", "1e9"), ("1e-9", "1e-8"), ("d,mse", "mse,d"),
    ])
    func whateverAFileToSaveSaysIsCompared(_ text: String, _ other: String) throws {
        let csv = "d,mse\r\n2,0.51234567\r\n8,1e-9\r\n".replacing(text, with: other)
        for tolerance in [PageTolerance.exact, .otherProcessor] {
            #expect(try differences(try Self.page(csv: csv), tolerance).map(\.kind) == [.data])
        }
    }

    @Test func checksumsAreTheSameOnAnyProcessor() throws {
        let hash = String(repeating: "e4a1b", count: 12)
        let csv = "file,hash\r\nmodel,\(hash)\r\n"
        let page = try Self.page(csv: csv)
        let other = try Self.page(csv: csv.replacing("e4", with: "e5"))
        let found = PageComparison(page: other, recomputed: page, tolerance: .otherProcessor)
        #expect(found.differences.map(\.kind) == [.data])
    }

    /// Bold says which is best, and what is hidden is not said.
    @Test func tagsThatChangedAreFound() throws {
        let text = String(decoding: try Self.page(), as: UTF8.self)
        let bold = text.replacing("<td>12</td>", with: "<td><strong>12</strong></td>")
        let found = try differences(Data(bold.utf8))
        #expect(found.map(\.place) == ["table-mse"])
        #expect(found.first?.page == "<strong>")
        let hidden = text.replacing("<p>", with: "<template><p>").replacing(
            "</p>", with: "</p></template>")
        #expect(try differences(Data(hidden.utf8)).map(\.place) == ["comparison"])
    }

    /// Beside the page, each kind of file as in it.
    @Test func filesBesideThePageAreCompared() throws {
        let folder = try ScratchFolder()
        func image(_ pixel: UInt8) throws -> Data {
            try PNG.encode(GreyImage(width: 2, height: 1, pixels: [pixel, 255]))
        }
        let recomputed = [
            "index.html": Data("page".utf8), "report.ipynb": Data("{\"a\": 1}".utf8),
            "data/mse.csv": Data("d,mse\n2,0.5000\n".utf8),
            "figures/grid.png": try image(100), "figures/chart.svg": Data("<svg/>".utf8),
        ]
        func write(_ files: [String: Data]) throws {
            for (path, data) in files {
                let url = folder.url.appending(path: path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try data.write(to: url)
            }
        }
        func places(_ tolerance: PageTolerance) throws -> [String] {
            try FolderComparison(folder.url, recomputed: recomputed, tolerance: tolerance)
                .differences.map { "\($0.kind.rawValue) \($0.place)" }
        }
        try write(recomputed)
        #expect(symlink("..", folder.url.appending(path: "data/loop").path) == 0)
        #expect(try places(.exact) == ["onlyInPage data/loop"])
        try FileManager.default.removeItem(at: folder.url.appending(path: "data/loop"))
        #expect(try places(.exact).isEmpty)
        // What another processor may do, and what it may not.
        try write([
            "index.html": Data("other".utf8), "report.ipynb": Data("{\"a\": 2}".utf8),
            "data/mse.csv": Data("d,mse\n2,0.5001\n".utf8), "figures/grid.png": image(103),
            "figures/chart.svg": Data("<svg />".utf8),
        ])
        #expect(
            try places(.exact) == [
                "data data/mse.csv", "chart figures/chart.svg", "image figures/grid.png",
                "data report.ipynb",
            ])
        #expect(try places(.otherProcessor).isEmpty)
        try write([
            "data/mse.csv": Data("d,mse\n2,0.6\n".utf8), "figures/grid.png": image(104),
            "figures/more.png": image(1),
        ])
        try FileManager.default.removeItem(at: folder.url.appending(path: "figures/chart.svg"))
        #expect(
            try places(.otherProcessor) == [
                "data data/mse.csv", "missing figures/chart.svg", "image figures/grid.png",
                "onlyInPage figures/more.png",
            ])
    }

    /// A page of something else is told at once.
    @Test(.timeLimit(.minutes(1))) func anotherPageIsRefused() throws {
        let rows = (0..<30_000).map {
            "<tr><td id=\"a\($0 % 7)\">x\(String($0, radix: 2))y</td></tr>"
        }
        let found = try differences(Data(rows.joined().utf8))
        #expect(found.map(\.page) == ["another page than this study’s report"])
    }

    /// Another processor rounds weights elsewhere; scripts are the same everywhere.
    @Test func weightsOfAnotherProcessorAreNotCompared() throws {
        let weights = try Self.page(weights: "{\"weights\":\"AAED\"}")
        #expect(try differences(weights).map(\.kind) == [.code])
        #expect(try differences(weights, .otherProcessor).isEmpty)
        let script = try Self.page(code: "let a = 2 < 2")
        #expect(try differences(script, .otherProcessor).map(\.kind) == [.code])
    }

    @Test func pixelsOfAnotherProcessorMayBeALittleOff() throws {
        #expect(try differences(try Self.page(image: [3, 9, 99, 252]), .otherProcessor).isEmpty)
        #expect(try differences(try Self.page(image: [4, 9, 99, 255]), .otherProcessor).count == 1)
        #expect(try differences(try Self.page(image: [1, 9, 99, 255])).count == 1)
    }
}
