import Foundation
import Testing

@testable import Compute

/// Bulk normals against their definition in double precision, and against what is known of the normal
/// distribution.
@Suite struct NormalsTests {
    private static let streams = [
        Philox(seed: 0, purpose: .initialisation),
        Philox(seed: 0xfedc_ba98_7654_3210, purpose: .latentImages, stream: 0x8765_4321_0fed_cba9),
    ]

    /// Number `index` of a stream, written from the definition: one block at a time, library functions.
    private static func reference(_ stream: Philox, _ index: Int) -> Double {
        let pair = index % 32
        let block = UInt64(16 * (index / 64) + pair % 16)
        let words = Philox.block(
            counter: SIMD4(
                UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: stream.stream),
                UInt32(truncatingIfNeeded: stream.stream >> 32),
                UInt32(stream.purpose) << 16 | 0x8000 | UInt32(truncatingIfNeeded: block >> 32)),
            key: stream.key)
        let radius = (-2 * log((Double(words[pair < 16 ? 0 : 2]) + 0.5) / 4_294_967_296))
            .squareRoot()
        let angle = 2 * Double.pi * Double(words[pair < 16 ? 1 : 3]) / 4_294_967_296
        return radius * (index % 64 < 32 ? cos(angle) : sin(angle))
    }

    private static func draw(
        _ stream: Philox, from first: Int = 0, count: Int, kernels: Kernels = .shared
    ) -> [Float] {
        var numbers = [Float](repeating: .nan, count: count)
        stream.fillNormals(&numbers, from: first, count: count, kernels: kernels)
        return numbers
    }

    // A million: of these some have a radius below 0.01, for which the logarithm is taken near 1, and
    // some one above 5. The last places begin where the number of a block outgrows 32 bits.
    @Test(
        arguments: KernelSet.all,
        [(0, 0, 1_000_000), (1, 3, 5_000), (1, 1 << 34 - 100, 333)])
    func areThoseOfTheDefinition(set: KernelSet, place: (stream: Int, first: Int, count: Int)) {
        let stream = Self.streams[place.stream]
        let numbers = Self.draw(
            stream, from: place.first, count: place.count, kernels: set.kernels)
        var worst = 0.0
        for (index, number) in numbers.enumerated() {
            // A number that is not one is at no distance.
            let distance = abs(Double(number) - Self.reference(stream, place.first + index))
            worst = distance.isNaN ? .infinity : max(worst, distance)
        }
        #expect(worst < 2e-6)
    }

    @Test func everySetDrawsTheSameBits() {
        let draws = KernelSet.all.map { set in
            Self.draw(Self.streams[1], from: 7, count: 200_000, kernels: set.kernels)
                .map(\.bitPattern)
        }
        for draw in draws { #expect(draw == draws[0]) }
    }

    @Test(arguments: [1, 2, 31, 64, 65, 1000])
    func partsAreThoseOfTheWhole(length: Int) {
        let whole = Self.draw(Self.streams[0], count: 3000)
        let parts = stride(from: 0, to: 3000, by: length).flatMap { start in
            Self.draw(Self.streams[0], from: start, count: min(length, 3000 - start))
        }
        #expect(parts == whole)
        #expect(Self.streams[0].normals(length) == Array(whole[..<length]))
    }

    @Test func nothingIsWrittenBeyondTheCount() {
        var numbers = [Float](repeating: -77, count: 100)
        Self.streams[0].fillNormals(&numbers, from: 60, count: 71)
        #expect(numbers[71...].allSatisfy { $0 == -77 })
        Self.streams[0].fillNormals(&numbers, count: 0)
        #expect(!numbers[..<71].contains(-77))
    }

    @Test func areAnotherSequenceThanThatOfNext() {
        var used = Self.streams[0]
        let first = used.normals(100)
        var bits = Set<UInt64>()
        for _ in 0..<100 { bits.insert(used.next()) }
        #expect(used.normals(100) == first)
        var fresh = Self.streams[0]
        let again = (0..<100).map { _ in fresh.next() }
        #expect(bits == Set(again))
        // Box and Muller of the blocks that `next` reads.
        let words = Philox.block(counter: SIMD4(0, 0, 0, 1 << 16), key: SIMD2(0, 0))
        let radius = (-2 * log((Double(words[0]) + 0.5) / 4_294_967_296)).squareRoot()
        let shared = radius * cos(2 * Double.pi * Double(words[1]) / 4_294_967_296)
        #expect(abs(shared - Double(first[0])) > 1e-3)
    }

    /// Ten million draws; they are always the same ones, so these bounds hold or do not.
    @Test func areNormallyDistributed() {
        let count = 10_000_000
        let n = Double(count)
        var numbers = Self.draw(Philox(seed: 2026, purpose: .samples), count: count)
        for lag in [1, 16, 32, 64] {
            let products = (lag..<count).reduce(0.0) {
                $0 + Double(numbers[$1]) * Double(numbers[$1 - lag])
            }
            #expect(abs(products) < 5 * n.squareRoot(), "lag \(lag)")
        }
        var sums = SIMD4<Double>()
        for number in numbers {
            let x = Double(number)
            sums += SIMD4(x, x * x, x * x * x, x * x * x * x)
        }
        let moments = sums / n
        // Five standard errors: the variances of x, x², x³, x⁴ are 1, 2, 15, 96.
        for (power, expected, variance) in [(0, 0.0, 1.0), (1, 1, 2), (2, 0, 15), (3, 3, 96)] {
            #expect(
                abs(moments[power] - expected) < 5 * (variance / n).squareRoot(), "\(power + 1)")
        }

        numbers.sort()
        let below = { (x: Double) in erfc(-x / 2.0.squareRoot()) / 2 }
        var distance = 0.0
        for (index, number) in numbers.enumerated() {
            let exact = below(Double(number))
            distance = max(
                distance, abs(exact - Double(index) / n), abs(exact - Double(index + 1) / n))
        }
        // The 99.9 % point of Kolmogorov's distribution.
        #expect(distance < 1.95 / n.squareRoot())
        for tail in [2.0, 3, 4, 4.5, 5] {
            let expected = n * below(-tail)
            for found in [
                numbers.prefix { Double($0) < -tail }.count,
                numbers.reversed().prefix { Double($0) > tail }.count,
            ] {
                // Five standard deviations of a Poisson number.
                #expect(abs(Double(found) - expected) < 5 * expected.squareRoot(), "\(tail)")
            }
        }
    }
}

/// Black and white from grey, and grey values as floats.
@Suite struct PixelKernelTests {
    @Test(arguments: KernelSet.all, [1, 7, 8, 127, 128, 129, 784, 5000])
    func blackAndWhiteIsThatOfTheBits(set: KernelSet, count: Int) {
        let grey = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + $0 / 256) }
        let stream = Philox(seed: 5, purpose: .binaryEpoch, stream: 1 << 40 | 3)
        var drawn = [UInt8](repeating: 7, count: count + 1)
        stream.drawBlackAndWhite(grey, into: &drawn, count: count, kernels: set.kernels)
        var bits = stream
        var word: UInt64 = 0
        for index in 0..<count {
            if index % 4 == 0 { word = bits.next() }
            let threshold = (Int(grey[index]) * 65_536 + 127) / 255
            // Its chance is near the grey value's.
            #expect(abs(Double(threshold) / 65_536 - Double(grey[index]) / 255) <= 0x1p-17)
            #expect((drawn[index] == 255) == (Int(word & 0xFFFF) < threshold))
            #expect(drawn[index] == 0 || drawn[index] == 255)
            word >>= 16
        }
        #expect(drawn[count] == 7)
    }

    @Test(arguments: KernelSet.all)
    func blackStaysBlackAndWhiteWhite(set: KernelSet) {
        for value in [0, 255] as [UInt8] {
            let grey = [UInt8](repeating: value, count: 1_000_000)
            var drawn = [UInt8](repeating: 7, count: grey.count)
            Philox(seed: 1, purpose: .binaryTest).drawBlackAndWhite(
                grey, into: &drawn, count: grey.count, kernels: set.kernels)
            #expect(drawn == grey)
        }
    }

    @Test(arguments: KernelSet.all)
    func unit(set: KernelSet) {
        let bytes = (0...1000).map { UInt8(truncatingIfNeeded: $0) }
        var out = [Float](repeating: -1, count: bytes.count)
        set.kernels.unit(bytes, into: &out, count: bytes.count - 1)
        for (byte, value) in zip(bytes, out).dropLast() {
            #expect(abs(Double(value) - Double(byte) / 255) <= 0x1p-23)
        }
        #expect(out[0] == 0 && out[255] == 1 && out[1000] == -1)
    }
}
