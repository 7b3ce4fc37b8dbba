import CGraphics
import Foundation
import Testing

@testable import Drawing

@Suite struct DotsTests {
    private func chart(_ clouds: [Mark.Dots]) -> Chart {
        Chart(
            rows: [
                [
                    Chart.Panel(
                        x: Axis("x", extent: .exactly(-1...1)),
                        y: Axis("y", extent: .exactly(-1...1)), marks: clouds.map(Mark.dots))
                ]
            ], panelHeight: 200)
    }

    @Test func aCloudIsOneCommandAndOneShortPath() throws {
        let places = (0..<400).map {
            Mark.Datum(sin(Double($0)) * 0.9, cos(Double($0) * 1.7) * 0.9)
        }
        let chart = chart([.init(places, .category(3), diameter: 4)])
        let dots = chart.plan(width: 400, measure: TypewriterMeasure()).commands.filter {
            if case .dots = $0 { true } else { false }
        }
        #expect(dots.count == 1)
        let svg = String(decoding: try chart.render(width: 400).light, as: UTF8.self)
        let paths = svg.components(separatedBy: "<path ").filter { $0.contains("round") }
        #expect(paths.count == 1)
        let path = try #require(paths.first)
        #expect(path.contains("stroke=\"\(Theme.light.categories[3].css)\""))
        #expect(path.components(separatedBy: "h0").count == 401)
        // To a tenth of a pixel: `M123.4 56.7h0`.
        #expect(path.utf8.count < 400 * 14 + 200, "\(path.utf8.count)")
    }

    /// A disc of the diameter, round: inked in its middle, not in its box's corners.
    @Test func dotsAreDiscs() throws {
        let chart = chart([.init([.init(0, 0)], .category(0), diameter: 20)])
        let picture = chart.plan(width: 300, measure: TypewriterMeasure())
        let centre = try #require(
            picture.commands.compactMap { command -> Point? in
                if case .dots(let places, _, _) = command { places.first } else { nil }
            }.first)
        let pixels = try GraphicsLock.withLock { () -> DecodedPNG in
            let canvas = try Canvas(.png(scale: 1), width: picture.width, height: picture.height)
            try canvas.draw(picture, theme: .light, typesetter: try Typesetter())
            return try DecodedPNG(try canvas.finish())
        }
        func isInk(_ dx: Double, _ dy: Double) -> Bool {
            let place = Int(centre.y + dy) * pixels.width + Int(centre.x + dx)
            let rgb = pixels.pixels[place * 3..<place * 3 + 3].map { Double($0) / 255 }
            return Colour(red: rgb[0], green: rgb[1], blue: rgb[2])
                .contrast(with: Theme.light.ground) > 3
        }
        #expect(isInk(0, 0) && isInk(8, 0) && isInk(0, -8) && isInk(6, 6))
        #expect(!isInk(9, 9) && !isInk(-9, 9) && !isInk(13, 2) && !isInk(2, 13))
    }

    @Test func labelsStandAtMediansAndKeepClear() {
        // Two clouds in one place and a far one, each with a stray point.
        let near = [(-0.1, 0.0), (0, 0.1), (0.1, 0), (0, -0.1), (0, 0), (0.9, 0.9)]
        let clouds = ["a", "b"].map { name in
            Mark.Dots(near.map { .init($0.0, $0.1) }, .category(0), label: name)
        }
        let far = Mark.Dots(
            [.init(-1, -1), .init(-1, -1), .init(-1, -1)], .category(1), label: "edge")
        let picture = chart(clouds + [far]).plan(width: 300, measure: TypewriterMeasure())
        var labels: [String: Point] = [:]
        for case .text(let words, let at, .middle, .label, .text) in picture.commands {
            labels[words] = at
        }
        #expect(labels.count == 3)
        for (words, at) in labels {
            #expect(at.x >= Double(words.count) * 3.5 && at.x <= 300, "\(words)")
            for (other, place) in labels where other != words {
                #expect(abs(at.x - place.x) >= 11 || abs(at.y - place.y) >= 16)
            }
        }
        // A ground below each: discs where they are large enough, else a rectangle.
        let grounds = picture.commands.compactMap { command -> Int? in
            switch command {
            case .rectangle(_, let fill) where fill.ink == .ground: 1
            case .dots(let places, _, let fill) where fill.ink == .ground: places.count
            default: nil
            }
        }
        #expect(grounds.sorted() == [1, 2])
        // The first stands on its median; a mean would lie to the right.
        let dots = picture.commands.compactMap { command -> [Point]? in
            if case .dots(let places, _, let fill) = command, fill.ink != .ground {
                places
            } else {
                nil
            }
        }
        #expect(abs((labels["a"]?.x ?? 0) - dots[0][4].x) < 0.2)
    }
}
