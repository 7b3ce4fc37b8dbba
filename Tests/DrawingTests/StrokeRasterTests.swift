import Testing

@testable import Drawing

@Suite struct StrokeRasterTests {
    let level = StrokePath(start: SIMD2(2, 3), pieces: [.line(to: SIMD2(8, 3))])

    @Test func coversThePixelsUnderALine() throws {
        let raster = try StrokeRaster(width: 10, height: 6)
        let pixels = try raster.coverage(of: [level], lineWidth: 2)
        // The line's middle runs between rows 2 and 3; its round ends reach into columns 1 and 8.
        for x in 2..<8 {
            #expect((0..<6).map { pixels[$0 * 10 + x] } == [0, 0, 255, 255, 0, 0])
        }
        for x in [1, 8] { #expect((100..<255).contains(pixels[2 * 10 + x])) }
        for x in [0, 9] { #expect(pixels[2 * 10 + x] == 0) }
    }

    @Test func forgetsWhatWasDrawnBefore() throws {
        let raster = try StrokeRaster(width: 10, height: 6)
        let first = try raster.coverage(of: [level], lineWidth: 2)
        let nothing = try raster.coverage(of: [], lineWidth: 2)
        #expect(nothing.allSatisfy { $0 == 0 })
        #expect(try raster.coverage(of: [level], lineWidth: 2) == first)
    }

    @Test func crossingStrokesCountOnce() throws {
        let raster = try StrokeRaster(width: 10, height: 6)
        let once = try raster.coverage(of: [level], lineWidth: 1)
        #expect(try raster.coverage(of: [level, level], lineWidth: 1) == once)
    }

    @Test func curvesBend() throws {
        let raster = try StrokeRaster(width: 21, height: 21)
        let arch = StrokePath(
            start: SIMD2(2, 18),
            pieces: [.curve(SIMD2(2, 0), SIMD2(19, 0), to: SIMD2(19, 18))])
        let pixels = try raster.coverage(of: [arch], lineWidth: 2)
        // Bernstein: at t = 1/2 the height is 18/8 + 18/8 = 4.5.
        #expect(pixels[4 * 21 + 10] > 200)
        #expect(pixels[18 * 21 + 10] == 0)
    }

    @Test(arguments: [(0, 5), (5, 0), (-1, 5), (40_000, 5), (5, Int.max)])
    func refusesImpossibleSizes(width: Int, height: Int) {
        #expect(throws: DrawingError.tooLarge(width: width, height: height)) {
            try StrokeRaster(width: width, height: height)
        }
    }

    @Test func coordinatesThatAreNoNumbersLeaveNoTrap() throws {
        let raster = try StrokeRaster(width: 4, height: 4)
        let odd = StrokePath(
            start: SIMD2(.nan, 0), pieces: [.line(to: SIMD2(.infinity, 1e300))])
        do {
            #expect(try raster.coverage(of: [odd], lineWidth: 1).count == 16)
        } catch is DrawingError {}
    }
}
