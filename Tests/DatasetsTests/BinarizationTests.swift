import Testing

@testable import Datasets

@Suite struct BinarizationTests {
    private static let shape = ImageShape(height: 7, width: 9)

    /// Images of one value each.
    private static func flat(_ values: [UInt8]) -> ImageSet {
        ImageSet(
            shape: shape,
            pixels: values.flatMap { [UInt8](repeating: $0, count: shape.count) }, labels: values)
    }

    @Test func pixelsAreBlackOrWhiteAsOftenAsTheySay() {
        for value in [0, 1, 30, 128, 201, 254, 255] as [UInt8] {
            let set = Self.flat([UInt8](repeating: value, count: 1000)).binarized(.testFile)
            #expect(set.pixels.allSatisfy { $0 == 0 || $0 == 255 })
            #expect(set.labels?.count == 1000 && set.shape == Self.shape)
            let n = Double(set.pixels.count)
            let p = Double(value) / 255
            let white = Double(set.pixels.count { $0 == 255 })
            // Five standard deviations; none where nothing is drawn.
            #expect(abs(white - n * p) <= 5 * (n * p * (1 - p)).squareRoot(), "\(value)")
        }
    }

    @Test func drawsAreIndependentOfEachOther() {
        // Neighbouring pixels and images agree half of the time.
        let set = Self.flat([UInt8](repeating: 128, count: 800)).binarized(.trainingFile)
        for distance in [1, 2, 3, 4, 8, Self.shape.count] {
            let pairs = zip(set.pixels, set.pixels.dropFirst(distance))
            let equal = Double(pairs.count { $0 == $1 }) / Double(set.pixels.count - distance)
            #expect(abs(equal - 0.5) < 0.015, "\(distance)")
        }
    }

    @Test func subsetsAgreeWithTheWhole() {
        let set = Self.flat((0..<200).map { UInt8($0) })
        let whole = set.binarized(.trainingFile)
        let places = [3, 70, 71, 199]
        let part = set.selecting(places).binarized(.trainingFile, places: places)
        #expect(part == whole.selecting(places))
        #expect(set.binarized(.trainingFile) == whole)
    }

    @Test func everyPurposeSeedAndEpochDrawsAnew() {
        let set = Self.flat([UInt8](repeating: 128, count: 20))
        let draws = [
            Binarization.trainingFile, .testFile, .epoch(0, seed: 1), .epoch(1, seed: 1),
            .epoch(0, seed: 2),
        ].map { set.binarized($0).pixels }
        #expect(Set(draws).count == draws.count)
        #expect(set.binarized(.epoch(1, seed: 1)).pixels == draws[3])
    }
}
