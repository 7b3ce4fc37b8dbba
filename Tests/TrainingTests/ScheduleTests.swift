import Testing

@testable import Training

@Suite struct ScheduleTests {
    @Test func theRateRisesThenFallsToZero() {
        let schedule = Schedule(
            TrainingConfiguration(epochs: 10, batchSize: 100, learningRate: 0.002, warmUpSteps: 50),
            images: 5050)
        #expect(schedule.stepsPerEpoch == 51 && schedule.totalSteps == 510)
        #expect(abs(schedule.learningRate(step: 0) - 0.002 / 50) < 1e-15)
        #expect(schedule.learningRate(step: 49) == 0.002)
        #expect(schedule.learningRate(step: 50) == 0.002)
        // Half way down the cosine.
        #expect(abs(schedule.learningRate(step: 280) - 0.001) < 1e-12)
        #expect(schedule.learningRate(step: 509) < 1e-7)
        #expect(schedule.learningRate(step: 509) > 0)
    }

    @Test func shortTrainingsLeaveTheWarmUp() {
        let schedule = Schedule(TrainingConfiguration(epochs: 1, batchSize: 100), images: 2000)
        #expect(schedule.warmUpSteps == 4)
        #expect(schedule.learningRate(step: 4) == 2e-3)
    }

    @Test func theKLWeightRisesToBeta() {
        let schedule = Schedule(
            TrainingConfiguration(epochs: 4, batchSize: 10, beta: 3, klWarmUpEpochs: 2), images: 50)
        #expect(schedule.klWeight(step: 0) == 0.3)
        #expect(schedule.klWeight(step: 9) == 3 && schedule.klWeight(step: 19) == 3)
    }
}
