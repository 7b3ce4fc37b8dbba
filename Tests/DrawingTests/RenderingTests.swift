import CGraphics
import Diagnostics
import Foundation
import Testing

@testable import Drawing

@Suite(.serialized) struct RenderingTests {
    private static func charts() -> [Chart] {
        SampleCharts.all.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func bytes(_ chart: Chart) throws -> [Data] {
        let files = try chart.render(width: 480)
        return [files.light, files.dark, files.png, files.pdf]
    }

    @Test func orderDoesNotChangeBytes() throws {
        let charts = Self.charts()
        let forward = try charts.map(Self.bytes)
        let backward = try charts.reversed().map(Self.bytes)
        #expect(forward == backward.reversed())
    }

    @Test func threadsDoNotChangeBytes() async throws {
        let charts = Self.charts()
        let alone = try charts.map(Self.bytes)
        let together = try await withThrowingTaskGroup(of: (Int, [Data]).self) { group in
            for (index, chart) in (charts + charts).enumerated() {
                group.addTask { (index % charts.count, try Self.bytes(chart)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (index, files) in together { #expect(files == alone[index]) }
    }

    @Test func timeZoneAndLanguageDoNotChangeBytes() throws {
        let chart = try #require(SampleCharts.all["lines"])
        let before = try Self.bytes(chart)
        let names = ["TZ", "LANG", "LC_ALL", "LANGUAGE", "PANGO_LANGUAGE", "SOURCE_DATE_EPOCH"]
        let values = ["Asia/Tokyo", "ja_JP.UTF-8", "de_DE.UTF-8", "ja", "ja", "1"]
        let old = names.map { ProcessInfo.processInfo.environment[$0] }
        for (name, value) in zip(names, values) { setenv(name, value, 1) }
        setlocale(LC_ALL, "")
        defer {
            for (name, value) in zip(names, old) {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
            setlocale(LC_ALL, "C")
        }
        #expect(try Self.bytes(chart) == before)
    }

    @Test func svgIdsAreNumberedAnew() throws {
        let chart = try #require(SampleCharts.all["lines"])
        let text = String(decoding: try chart.render(width: 480).light, as: UTF8.self)
        #expect(!text.contains("surface") && !text.contains("glyph0"))
        let ids = text.components(separatedBy: " id=\"").dropFirst().map {
            $0.prefix { $0 != "\"" }
        }
        #expect(Set(ids).count == ids.count)
        for use in text.components(separatedBy: "href=\"#").dropFirst() {
            #expect(ids.contains(use.prefix { $0 != "\"" }))
        }
        #expect(try XMLDocumentCheck.isWellFormed(text))
    }

    /// Glyphs are paths, those without ink or use are gone, and a dot is a step of no length.
    @Test func glyphsAndDotsAreShort() {
        let cairos = """
            <svg><symbol overflow="visible" id="glyph0-1">
            <path style="stroke:none;" d="M 1 2 L 3 4 Z M 1 2 "/>
            </symbol><symbol overflow="visible" id="glyph0-2"><path d="M 1 1 L 2 2 "/></symbol>
            <use xlink:href="#glyph0-1" x="1.000" y="2"/>
            <path style=" stroke:none;fill-rule:nonzero;fill:rgb(0%,0%,0%);fill-opacity:1;" d="M 5 5 \
            L 5 5 M 6.5 7 L 6.5 7 "/></svg>
            """
        #expect(
            String(decoding: SVGNormalizer.normalized(Data(cairos.utf8)), as: UTF8.self) == """
                <svg><path id="a" d="M1 2l2 2Z"/><use xlink:href="#a" x="1" y="2"/>\
                <path fill="#000000" d="M5 5h0M6.5 7h0"/></svg>

                """)
    }

    @Test func pdfHasFixedDates() throws {
        let chart = try #require(SampleCharts.all["lines"])
        let text = String(decoding: try chart.render(width: 480).pdf, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-"))
        #expect(text.contains("20000101000000Z"))
    }

    @Test func pngHasTwoPixelsAPixelAndTheGround() throws {
        let chart = try #require(SampleCharts.all["none"])
        let files = try chart.render(width: 480)
        let image = try DecodedPNG(files.png)
        #expect(image.width == 960 && image.height == files.height * 2)
        #expect(Array(image.pixels.prefix(3)) == [255, 255, 255])
        #expect(image.pixels.contains { $0 < 128 }, "there is ink")
    }

    @Test func oversizedPicturesAreRefused() {
        #expect(throws: DrawingError.self) {
            try GraphicsLock.withLock { _ = try Canvas(.svg, width: 1e9, height: 10) }
        }
        #expect(throws: DrawingError.self) {
            try PNG.encode(GreyImage(width: 0, height: 0))
        }
    }

    @Test func fontIsFoundAndItsAbsenceExplained() throws {
        let font = try FontCheck.run()
        #expect(font.files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        let error = DrawingError.fontMissing(
            family: PinnedFont.family, package: PinnedFont.package)
        #expect(error.status == .unavailable)
        #expect(error.description.contains("fonts-inter"))
    }

    @Test func semiboldIsWiderThanRegular() throws {
        let widths = try GraphicsLock.withLock { () -> [Double] in
            let typesetter = try Typesetter()
            return [
                typesetter.size(of: "Reconstruction", style: .label).width,
                typesetter.size(of: "Reconstruction", style: .heading).width,
                typesetter.size(of: "11111", style: .label).width,
                typesetter.size(of: "88888", style: .label).width,
            ]
        }
        #expect(widths[0] < widths[1])
        #expect(widths[2] == widths[3], "digits are equally wide")
    }
}

@Suite struct PNGTests {
    @Test func greyPixelsComeBack() throws {
        var image = GreyImage(width: 7, height: 5, filledWith: 9)
        image.place([1, 2, 3, 4, 5, 255], tileWidth: 3, x: 2, y: 1)
        image.fill(x: 0, y: 4, width: 7, height: 1, grey: 200)
        let decoded = try DecodedPNG(PNG.encode(image))
        #expect(decoded.width == 7 && decoded.height == 5)
        let grey = stride(from: 0, to: decoded.pixels.count, by: 3).map { decoded.pixels[$0] }
        #expect(grey == image.pixels)
        #expect(grey[1 * 7 + 2] == 1 && grey[2 * 7 + 4] == 255 && grey[4 * 7] == 200)
    }

    @Test func noisePixelsFitTheMemory() throws {
        var state: UInt64 = 1
        let pixels = (0..<300 * 200).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let image = GreyImage(width: 300, height: 200, pixels: pixels)
        let decoded = try DecodedPNG(PNG.encode(image))
        #expect(
            stride(from: 0, to: decoded.pixels.count, by: 3).map { decoded.pixels[$0] } == pixels)
    }

    @Test func picturesAreReadAndEnlarged() throws {
        let image = GreyImage(width: 3, height: 2, pixels: [0, 7, 255, 128, 129, 1])
        let same = try PNG.decode(PNG.encode(image))
        #expect(same == image)
        #expect(
            image.enlarged(by: 2).pixels == [
                0, 0, 7, 7, 255, 255, 0, 0, 7, 7, 255, 255,
                128, 128, 129, 129, 1, 1, 128, 128, 129, 129, 1, 1,
            ])
        #expect(throws: DrawingError.self) { try PNG.decode(PNG.encode(image).dropLast(20)) }
        #expect(throws: DrawingError.self) { try PNG.decode(Data("no picture".utf8)) }
    }

    /// A header alone takes no memory for the pixels that it promises.
    @Test func promisesThatNoSuchFileKeepsAreRefused() throws {
        var file = try PNG.encode(GreyImage(width: 2, height: 2))
        // The header's sizes, and the checksum of its name and content.
        file.replaceSubrange(16..<24, with: [0, 0, 0x80, 0, 0, 0, 0x80, 0])
        let sum = Self.checksum(file[12..<29])
        file.replaceSubrange(
            29..<33, with: (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) })
        let error = #expect(throws: DrawingError.self) { try PNG.decode(file) }
        #expect(error?.problem.contains("cannot hold 32768 x 32768 pixels") == true)
    }

    /// CRC-32 as PNG's specification has it.
    private static func checksum(_ bytes: Data) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
                rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
            }
        }
    }

    @Test func everyCutAndFlipIsRefusedOrRead() throws {
        let image = GreyImage(width: 5, height: 4, pixels: Array(0..<20))
        let file = try PNG.encode(image)
        for length in 0..<file.count {
            // What follows the pixels says nothing of them.
            do { #expect(try PNG.decode(file.prefix(length)) == image) } catch is DrawingError {}
        }
        for index in file.indices {
            var changed = file
            changed[index] ^= 0x10
            // Some say nothing of pixels; here only a trap would be wrong.
            _ = try? PNG.decode(changed)
        }
    }

    @Test func thereIsNoTime() throws {
        let data = try PNG.encode(GreyImage(width: 4, height: 4))
        for chunk in ["tIME", "tEXt", "iTXt", "zTXt"] {
            #expect(data.range(of: Data(chunk.utf8)) == nil)
        }
    }
}

/// A PNG read back by libpng as red, green and blue.
struct DecodedPNG {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    init(_ data: Data) throws {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        let begun = data.withUnsafeBytes {
            png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count)
        }
        try #require(begun != 0)
        image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
        var pixels = [UInt8](repeating: 0, count: Int(image.width * image.height) * 3)
        // The file's bytes must stay where they are between the two calls.
        let read = data.withUnsafeBytes { bytes -> Int32 in
            png_image_free(&image)
            image = png_image()
            image.version = UInt32(PNG_IMAGE_VERSION)
            guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0
            else { return 0 }
            image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
            return png_image_finish_read(&image, nil, &pixels, 0, nil)
        }
        try #require(read != 0)
        width = Int(image.width)
        height = Int(image.height)
        self.pixels = pixels
    }
}

/// Tags that open and close in pairs.
enum XMLDocumentCheck {
    static func isWellFormed(_ text: String) throws -> Bool {
        var open: [Substring] = []
        for part in text.split(separator: "<") {
            guard let end = part.firstIndex(of: ">") else { return false }
            let tag = part[..<end]
            if tag.filter({ $0 == "\"" }).count % 2 != 0 { return false }
            let name = tag.split(whereSeparator: { " \n/".contains($0) }).first ?? ""
            if tag.hasPrefix("/") {
                guard open.popLast() == name else { return false }
            } else if !tag.hasSuffix("/") {
                open.append(name)
            }
        }
        return open.isEmpty
    }
}
