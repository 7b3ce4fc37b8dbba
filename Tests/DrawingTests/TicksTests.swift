import Foundation
import Testing

@testable import Drawing

@Suite struct TicksTests {
    private struct Case: Decodable {
        let low: Double, high: Double
        let target: Int
        let values: [Double]
    }

    /// `mizani.breaks.breaks_extended` 0.14.6, which follows the authors' own program.
    @Test func searchAgreesWithMizani() throws {
        let url = try Fixtures.url("ticks.json")
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
        #expect(cases.count == 42)
        for item in cases {
            let ticks = try #require(
                ExtendedWilkinson.ticks(covering: item.low, item.high, target: item.target))
            let isEqual =
                ticks.values.count == item.values.count
                && zip(ticks.values, item.values).allSatisfy {
                    abs($0 - $1) <= 1e-9 * (item.high - item.low)
                }
            #expect(
                isEqual, "\(item.low)...\(item.high) by \(item.target): \(ticks.values)")
        }
    }

    @Test func valuesAreTheNearestToTheirDecimals() {
        let ticks = Ticks(covering: 0.11, 0.69, target: 7)
        #expect(ticks.values == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
        #expect(ticks.labels == ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"])
    }

    @Test(arguments: [(1.0, 2.0), (1, 3), (1, 20), (0, 7), (5, 1000)])
    func wholeTicksAreWhole(range: (Double, Double)) {
        for target in 2...8 {
            let ticks = Ticks(covering: range.0, range.1, target: target, whole: true)
            #expect(ticks.values.count >= 2)
            #expect(ticks.values.allSatisfy { $0 == $0.rounded() })
            #expect(ticks.digits == 0)
        }
    }

    @Test(arguments: [
        (Double.nan, 1.0), (0, .infinity), (-.infinity, .infinity), (3, 3), (0, 0), (5, 1),
        (-1e308, 1e308), (1, 1 + 1e-15), (1e300, 1.1e300), (0, 5e-324),
    ])
    func oddRangesDoNotTrap(range: (Double, Double)) {
        let ticks = Ticks(covering: range.0, range.1, target: 5)
        #expect(ticks.values.count < 1000)
        #expect(ticks.labels.count == ticks.values.count)
    }

    @Test func fallbackGivesOnesTwosAndFives() {
        #expect(Ticks(oneTwoFive: 0, 10, target: 6).values == [0, 2, 4, 6, 8, 10])
        #expect(Ticks(oneTwoFive: 0, 0.4, target: 3).labels == ["0.0", "0.2", "0.4"])
        #expect(Ticks(oneTwoFive: 3, 98, target: 5).values == [50])
        #expect(
            Ticks(oneTwoFive: -0.11, 0.2, target: 5).labels == ["\u{2212}0.1", "0.0", "0.1", "0.2"])
    }
}

@Suite struct NumberTextTests {
    @Test(arguments: [
        (1234567.891, 2, "1,234,567.89"), (-0.5, 1, "\u{2212}0.5"), (-0.001, 2, "0.00"),
        (999.999, 1, "1,000.0"), (0, 0, "0"), (.infinity, 1, "∞"), (.nan, 1, "–"),
    ])
    func fixed(item: (Double, Int, String)) {
        #expect(NumberText.fixed(item.0, digits: item.1) == item.2)
    }

    @Test func others() {
        #expect(NumberText.integer(-60_000) == "\u{2212}60,000")
        #expect(NumberText.integer(.min) == "\u{2212}9,223,372,036,854,775,808")
        #expect(NumberText.significant(0.0123456, digits: 3) == "0.0123")
        #expect(NumberText.significant(1.5e-9, digits: 2) == "1.5 × 10⁻⁹")
        #expect(NumberText.significant(123456, digits: 2) == "123,456")
    }
}

/// The test target's files.
enum Fixtures {
    static func url(_ path: String) throws -> URL {
        try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
            .appendingPathComponent(path)
    }
}
