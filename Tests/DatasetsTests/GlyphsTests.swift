import Drawing
import Testing

@testable import Datasets

@Suite struct GlyphsTests {
    /// Squared distance from the nearest class's mean image decides; the share it gets right.
    static func nearestCentroidAccuracy(train: ImageSet, test: ImageSet) throws -> Double {
        let size = train.shape.count
        var sums = [[Float]](repeating: [Float](repeating: 0, count: size), count: 10)
        var counts = [Float](repeating: 0, count: 10)
        for (index, label) in try #require(train.labels).enumerated() {
            counts[Int(label)] += 1
            for (pixel, value) in train.image(index).enumerated() {
                sums[Int(label)][pixel] += Float(value)
            }
        }
        let means = zip(sums, counts).map { sum, count in sum.map { $0 / count } }
        var right = 0
        for (index, label) in try #require(test.labels).enumerated() {
            let distances = means.map { mean in
                zip(mean, test.image(index)).reduce(Float(0)) {
                    $0 + ($1.0 - Float($1.1)) * ($1.0 - Float($1.1))
                }
            }
            if distances.indices.min(by: { distances[$0] < distances[$1] }) == Int(label) {
                right += 1
            }
        }
        return Double(right) / Double(test.count)
    }

    @Test func drawsTheSameEveryTime() throws {
        let first = try Glyphs().images(.train, count: 200)
        let second = try Glyphs().images(.train, count: 200)
        #expect(first == second)
        #expect(first.shape == ImageShape(height: 28, width: 28))
    }

    @Test func smallerSetsBeginLargerOnes() throws {
        let large = try Glyphs().images(.test, count: 57)
        for count in [0, 1, 10, 33] {
            let small = try Glyphs().images(.test, count: count)
            #expect(small == large.selecting(Array(0..<count)))
        }
    }

    @Test func seedsAndPartsShareNoImage() throws {
        let sets = [
            try Glyphs(seed: 1).images(.train, count: 100),
            try Glyphs(seed: 1).images(.test, count: 100),
            try Glyphs(seed: 2).images(.train, count: 100),
        ]
        let images = Set(sets.flatMap { set in (0..<100).map { Array(set.image($0)) } })
        #expect(images.count == 300)
    }

    @Test func everyTenImagesHoldEachDigitOnce() throws {
        let labels = try #require(try Glyphs().images(.train, count: 300).labels)
        let rows = stride(from: 0, to: 300, by: 10).map { Array(labels[$0..<$0 + 10]) }
        #expect(rows.allSatisfy { $0.sorted() == [UInt8](0...9) })
        #expect(Set(rows).count > 25)
    }

    @Test func inkIsLikeHandwriting() throws {
        let set = try Glyphs().images(.train, count: 1000)
        let mean = set.pixels.reduce(0.0) { $0 + Double($1) } / Double(set.pixels.count) / 255
        // MNIST's is 0.1307.
        #expect((0.11...0.16).contains(mean), "mean ink \(mean)")
        let images = (0..<set.count).map { Array(set.image($0)) }
        #expect(images.allSatisfy { ($0.max() ?? 0) > 150 }, "an image is faint")
        let touching = images.indices.filter { index in
            let rows = images[index].prefix(28) + images[index].suffix(28)
            let sides = (0..<28).flatMap { [images[index][$0 * 28], images[index][$0 * 28 + 27]] }
            return (rows + sides).contains { $0 > 0 }
        }
        #expect(touching == [], "these images touch the border")
    }

    @Test func digitsCanBeToldApart() throws {
        let accuracy = try Self.nearestCentroidAccuracy(
            train: Glyphs().images(.train, count: 2000), test: Glyphs().images(.test, count: 500))
        #expect(accuracy > 0.8, "nearest-centroid accuracy \(accuracy)")
        // Were it this simple, a latent space of few dimensions would have nothing to do.
        #expect(accuracy < 0.995, "nearest-centroid accuracy \(accuracy)")
    }

    @Test(arguments: [8, 16, 32, 56]) func otherSizesHoldTheSameDigits(size: Int) throws {
        let set = try Glyphs(size: size).images(.train, count: 200)
        let usual = try Glyphs().images(.train, count: 200)
        #expect(set.labels == usual.labels)
        #expect(set.pixels.count == 200 * size * size)
        let ink = set.pixels.reduce(0.0) { $0 + Double($1) } / Double(set.pixels.count)
        let usualInk = usual.pixels.reduce(0.0) { $0 + Double($1) } / Double(usual.pixels.count)
        #expect(abs(ink / usualInk - 1) < 0.05)
    }

    @Test func strokesPassThroughTheirPoints() {
        let stroke = GlyphStroke([(0, 0), (0.5, 1), (1, 0), (1, 1)], corners: [2])
        let path = stroke.path
        #expect(path.start == SIMD2(0, 0))
        let ends = path.pieces.map { piece in
            switch piece {
            case .line(let end): end
            case .curve(_, _, let end): end
            }
        }
        #expect(ends == [SIMD2(0.5, 1), SIMD2(1, 0), SIMD2(1, 1)])
        #expect(path.pieces.last == .line(to: SIMD2(1, 1)))
    }
}
