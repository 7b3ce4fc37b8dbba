import Testing

@testable import Evaluation

@Suite struct TrainingCurveTests {
    @Test func secondHalfThatStillBringsMuchIsUndertrained() {
        let falling = TrainingCurve([200, 150, 130, 120, 115, 112, 110, 109])
        #expect(falling.bestEpoch == 8)
        #expect(isNear(falling.lateImprovement ?? 0, 11.0 / 120, 1e-12))
        #expect(falling.isUndertrained && !falling.isOverfitted)
        let level = TrainingCurve([130, 110, 102, 100, 99.6, 99.2, 99, 98.9])
        #expect(isNear(level.lateImprovement ?? 0, 0.011, 1e-12))
        #expect(!level.isUndertrained && !level.isOverfitted)
    }

    @Test func thresholdIsTwoPercent() {
        #expect(!TrainingCurve([150, 100, 99, 98]).isUndertrained)
        #expect(TrainingCurve([150, 100, 99, 97.9]).isUndertrained)
        // The middle epoch of five is in the first half.
        #expect(!TrainingCurve([150, 120, 100, 99, 99]).isUndertrained)
    }

    @Test(arguments: [[], [9], [9, 9], [100, 100, 100]])
    func fewEpochsTellNothing(_ losses: [Double]) {
        #expect(TrainingCurve(losses).isUndertrained)
        #expect(!TrainingCurve(losses).isOverfitted)
    }

    @Test func turningUpwardsIsOverfittedAndNotUndertrained() {
        let turned = TrainingCurve([150, 120, 110, 105, 100, 101, 103, 106])
        #expect(turned.bestEpoch == 5)
        #expect(turned.isOverfitted && !turned.isUndertrained)
        #expect(isNear(turned.finalRise ?? 0, 0.06, 1e-12))
        let wavering = TrainingCurve([150, 120, 110, 101, 100, 100.1, 100.2, 100.1])
        #expect(!wavering.isOverfitted && !wavering.isUndertrained)
    }
}
