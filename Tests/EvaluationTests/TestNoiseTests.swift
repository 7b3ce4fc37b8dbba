import Compute
import Testing

@testable import Evaluation

@Suite struct TestNoiseTests {
    @Test func isTheSameInAnyBlock() {
        let noise = TestNoise(seed: 3, latentSize: 5)
        let whole = noise.rows(0..<20)
        #expect(noise.rows(7..<13).values == whole.rows(7..<13).values)
        #expect(whole.shape == [20, 5])
    }

    @Test func differsBySeedSizeAndImage() {
        let one = TestNoise(seed: 1, latentSize: 4).rows(0..<2)
        #expect(one.rows(0..<1).values != one.rows(1..<2).values)
        #expect(TestNoise(seed: 2, latentSize: 4).rows(0..<2).values != one.values)
        #expect(
            TestNoise(seed: 1, latentSize: 8).rows(0..<1).values.prefix(4) != one.values.prefix(4))
    }

    @Test func isStandardNormal() {
        let values = TestNoise(seed: 1, latentSize: 20).rows(0..<1000).values.map(Double.init)
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + $1 * $1 } / count
        // Five standard errors.
        #expect(abs(mean) < 5 / count.squareRoot())
        #expect(abs(variance - 1) < 5 * (2 / count).squareRoot())
    }
}
