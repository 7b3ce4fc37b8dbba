import Testing

@testable import Compute

@Suite struct PhiloxTests {
    /// The known answers that the authors' library, Random123, publishes (`kat_vectors`).
    @Test(arguments: [
        (
            SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
            SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
        ),
        (
            SIMD4<UInt32>(repeating: 0xffff_ffff), SIMD2<UInt32>(repeating: 0xffff_ffff),
            SIMD4<UInt32>(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
        ),
        (
            SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
            SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
            SIMD4<UInt32>(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        ),
    ])
    func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>) {
        #expect(Philox.block(counter: counter, key: key) == expected)
    }

    @Test func purposesStreamsAndSeedsDiffer() {
        var first = [UInt64]()
        for (seed, purpose, stream) in [
            (1, Philox.Purpose.order, 0), (2, .order, 0), (1, .subset, 0), (1, .order, 1),
        ] as [(UInt64, Philox.Purpose, UInt64)] {
            var generator = Philox(seed: seed, purpose: purpose, stream: stream)
            first += (0..<4).map { _ in generator.next() }
        }
        #expect(Set(first).count == 16)
    }

    @Test func normalsHaveTheirMoments() {
        var generator = Philox(seed: 7, purpose: .samples)
        let draws = (0..<200_000).map { _ in generator.normal() }
        let mean = draws.reduce(0, +) / 200_000
        let variance = draws.reduce(0) { $0 + $1 * $1 } / 200_000
        let fourth = draws.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 200_000
        // Five standard errors: 1, √2 and √96, each over √200,000.
        #expect(abs(mean) < 0.0112 && abs(variance - 1) < 0.0158 && abs(fourth - 3) < 0.11)
    }

    @Test func shufflesAreUniform() {
        var counts = [[Int]: Int]()
        for stream in 0..<24_000 {
            var generator = Philox(seed: 3, purpose: .order, stream: UInt64(stream))
            var order = [0, 1, 2, 3]
            generator.shuffle(&order)
            counts[order, default: 0] += 1
        }
        #expect(counts.count == 24)
        // Pearson's statistic has 23 degrees of freedom; 49.7 is its 99.9 % point.
        let statistic = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
        #expect(statistic < 49.7)
    }
}
