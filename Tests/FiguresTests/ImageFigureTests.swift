import Compute
import Datasets
import Drawing
import Evaluation
import Foundation
import Studies
import Testing

@testable import Figures

/// Width and height of a figure's PNG, from its own header.
func extent(of figure: RenderedFigure) -> (width: Int, height: Int)? {
    guard case .image(let png, let width, let height, _) = figure.content else { return nil }
    let head = [UInt8](png.prefix(26))
    func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(head[at + $1]) } }
    #expect(number(16) == width && number(20) == height)
    // 8 bits, grey.
    #expect(head[24] == 8 && head[25] == 0)
    return (width, height)
}

@Suite struct ImageFigureTests {
    @Test func catalogueGivesAllFiguresInOrder() throws {
        let results = try SyntheticStudy.results()
        let figures = try FigureCatalogue.render(
            nil, results: results, verdict: StudyVerdict(results)
        ) { source(mixture: true) }
        #expect(figures.map(\.id) == FigureCatalogue.ids)
        for figure in figures {
            #expect(figure.altText.count >= 20)
            #expect(!figure.table.rows.isEmpty)
            try Previews.keep(figure, study: "ramps")
        }
    }

    @Test func rowsAreEquallyHighAndLabelled() throws {
        let view = try StudyView(SyntheticStudy.results())
        let images = source()
        let figures = [
            try Reconstructions.rendered(view, images), try Samples.rendered(view, images),
            try Interpolations.rendered(view, images),
            try WorstReconstructions.rendered(view, images),
            try Traversals.rendered(view, images),
            try #require(try ClassMeans.rendered(view, images)),
        ]
        let rows = [5, 8, 16, 5, 11, 5]
        for (figure, rows) in zip(figures, rows) {
            let size = try #require(extent(of: figure))
            #expect(figure.rowLabels.count == rows)
            #expect(size.height == rows * 30)
        }
        #expect(figures[0].rowLabels == ["original", "size 2", "size 4", "size 8", "size 16"])
        // A row of numbers for each image that a model made.
        let tiles = [40, 80, 2 * 4 * 2 * 7, 40, 11 * 7, 4 * 19]
        #expect(figures.map(\.table.rows.count) == tiles)
    }

    @Test func manifoldNeedsTwoDimensions() throws {
        let results = try SyntheticStudy.results(latentSizes: [4, 8])
        let without = try FigureCatalogue.render(
            ["manifold"], results: results, verdict: StudyVerdict(results)
        ) { source() }
        #expect(without.isEmpty)
        let with = try #require(
            try Manifold.rendered(StudyView(try SyntheticStudy.results()), source()))
        #expect(try #require(extent(of: with)).width == 448)
        #expect(with.table.rows.count == 256)
        // The top left image has the smallest first and the largest second coordinate.
        guard case .number(let first, _) = with.table.rows[0][0],
            case .number(let second, _) = with.table.rows[0][1]
        else { return #expect(Bool(false), "no numbers") }
        // scipy.stats.norm.ppf(0.5 / 16)
        #expect(abs(first + 1.8627318674216515) < 1e-12)
        #expect(abs(second - 1.8627318674216515) < 1e-12)
    }

    @Test func chartsNeedNoModels() throws {
        struct Refused: Error {}
        let results = try SyntheticStudy.results()
        let verdict = StudyVerdict(results)
        let figures = try FigureCatalogue.render(
            ["rate-distortion"], results: results, verdict: verdict
        ) { throw Refused() }
        #expect(figures.map(\.id) == ["rate-distortion"])
        #expect(throws: Refused.self) {
            try FigureCatalogue.render(["samples"], results: results, verdict: verdict) {
                throw Refused()
            }
        }
    }

    @Test func mixtureSamplesAreDecodedFromTheMixture() throws {
        let results = try SyntheticStudy.results()
        let view = try StudyView(results)
        // Without a mixture there is no figure.
        #expect(try MixtureSamples.rendered(view, source())?.id == nil)
        let figure = try #require(try MixtureSamples.rendered(view, source(mixture: true)))
        #expect(figure.id == "mixture-samples" && figure.altText.count >= 20)
        let count = Samples.columns * Samples.rowsPerSize
        #expect(figure.table.rows.count == count * view.sizes.count)
        // A latent's norm is its number times the root of the size.
        for (row, cells) in figure.table.rows.enumerated() {
            let size = view.sizes[row / count].latentSize
            guard case .number(let norm, _) = cells[2] else {
                Issue.record("no norm in row \(row)")
                continue
            }
            #expect(abs(norm - Double(row % count) * Double(size).squareRoot()) < 1e-4)
        }
    }

    @Test func examplesOfAnotherSizeAreRefused() throws {
        let results = try SyntheticStudy.results()
        #expect(throws: FigureError.self) {
            try FigureCatalogue.render(
                ["samples"], results: results, verdict: StudyVerdict(results)
            ) {
                source(ImageShape(height: 8, width: 8))
            }
        }
    }

    @Test func examplesAreOneOfEachClass() throws {
        #expect(source().chosen(10) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
        #expect(source(count: 3).chosen(10).count == 3)
    }

    @Test(arguments: [
        (10, "10 test images, the first of each class, in"),
        (14, "10 test images, the first of each of the first 10 classes of 14, in"),
        (3, "10 test images: the first of each of 3 classes, then others, in"),
        (1, "10 test images: the first of each of 1 class, then others, in"),
        (nil, "The first 10 test images kept, in"),
    ])
    func captionSaysWhichImagesAreShown(_ classes: Int?, _ words: String) throws {
        let figure = try Reconstructions.rendered(
            try StudyView(try SyntheticStudy.results()), source(classes: classes))
        #expect(figure.caption.hasPrefix(words), "\(figure.caption)")
    }

    @Test func samplesOfAllSizesShareTheirNoise() {
        let wide = Samples.noise(count: 5, latentSize: 32)
        let slim = Samples.noise(count: 5, latentSize: 3)
        #expect(wide.map { Array($0.prefix(3)) } == slim)
        #expect(Set(wide.map { $0[0] }).count == 5)
    }
}

@Suite struct LatentGeometryTests {
    @Test func arcsKeepTheLength() {
        let (from, to): ([Float], [Float]) = ([2, 0, 0], [0, 2, 0])
        for part in [0, 0.25, 0.5, 1] {
            let point = LatentGeometry.spherical(from, to, part: part)
            #expect(abs(LatentGeometry.norm(point[...]) - 2) < 1e-6)
        }
        let middle = LatentGeometry.spherical(from, to, part: 0.5)
        #expect(abs(middle[0] - middle[1]) < 1e-6)
    }

    @Test(arguments: [([1, 1], [2, 2]), ([1, 0], [-1, 0]), ([0, 0], [3, 4])])
    func parallelsAreStraight(ends: ([Float], [Float])) {
        let middle = LatentGeometry.spherical(ends.0, ends.1, part: 0.5)
        #expect(middle == zip(ends.0, ends.1).map { ($0 + $1) / 2 })
    }

    /// scipy.stats.norm.ppf
    @Test(arguments: [
        (0.5, 0), (0.025, -1.959963984540054), (0.9, 1.2815515655446004),
        (1e-10, -6.361340902404056),
    ])
    func quantilesAreScipys(pair: (Double, Double)) {
        #expect(abs(LatentGeometry.normalQuantile(pair.0) - pair.1) < 1e-10)
    }
}
