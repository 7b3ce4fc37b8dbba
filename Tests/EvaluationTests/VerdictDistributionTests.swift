import Compute
import Testing

/// The chi-square draws behind a verdict's joint t statistics.
@Suite struct VerdictDistributionTests {
    /// Mean and variance, and scipy.stats.chi2.ppf(0.95, …), within five standard errors.
    @Test(arguments: [(1, 3.8415), (2, 5.9915), (5, 11.0705), (49, 66.3386)])
    func chiSquares(_ freedom: Int, _ quantile: Double) {
        let count = 100_000
        var random = Philox(seed: 3, purpose: .verdict)
        let draws = (0..<count).map { _ in random.chiSquare(degreesOfFreedom: freedom) }
        let mean = draws.reduce(0, +) / Double(count)
        let k = Double(freedom)
        let variance = draws.reduce(0) { $0 + ($1 - k) * ($1 - k) } / Double(count)
        // The fourth central moment of chi-square is 12 k (k + 4).
        let root = Double(count).squareRoot()
        #expect(abs(mean - k) < 5 * (2 * k).squareRoot() / root)
        #expect(abs(variance - 2 * k) < 5 * (12 * k * (k + 4) - 4 * k * k).squareRoot() / root)
        let above = Double(draws.count { $0 > quantile }) / Double(count)
        #expect(abs(above - 0.05) < 5 * (0.05 * 0.95).squareRoot() / root)
    }

    @Test func gammaBelowOneIsDrawnToo() {
        // Exponential to the power of its shape: scipy.stats.gamma.cdf(0.1, 0.3) = 0.5459.
        var random = Philox(seed: 4, purpose: .verdict)
        let draws = (0..<100_000).map { _ in random.gamma(shape: 0.3) }
        #expect(abs(Double(draws.count { $0 < 0.1 }) / 100_000 - 0.5459) < 0.008)
    }
}
