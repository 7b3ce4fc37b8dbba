import Foundation

/// Learning rate and weight of the KL term, step by step.
public struct Schedule: Sendable {
    /// Steps in an epoch, the last of them perhaps on fewer images.
    public let stepsPerEpoch: Int
    /// Steps in all.
    public let totalSteps: Int
    /// Steps of the rate's warm-up: as configured, but at most a fifth of all, so that short
    /// trainings leave it too.
    public let warmUpSteps: Int
    private let configuration: TrainingConfiguration

    /// The schedule of a training on `images` images.
    public init(_ configuration: TrainingConfiguration, images: Int) {
        self.configuration = configuration
        stepsPerEpoch = (images + configuration.batchSize - 1) / configuration.batchSize
        totalSteps = stepsPerEpoch * configuration.epochs
        warmUpSteps = min(configuration.warmUpSteps, totalSteps / 5)
    }

    /// The rate of step `step`, from 0: rising linearly, then half a cosine down to 0.
    public func learningRate(step: Int) -> Double {
        if step < warmUpSteps {
            return configuration.learningRate * Double(step + 1) / Double(warmUpSteps)
        }
        let rest = Double(max(totalSteps - warmUpSteps, 1))
        return configuration.learningRate
            * (1 + cos(Double.pi * Double(step - warmUpSteps) / rest)) / 2
    }

    /// The weight of the KL term at step `step`, from 0: beta, after rising linearly from 0.
    public func klWeight(step: Int) -> Double {
        let rising = configuration.klWarmUpEpochs * stepsPerEpoch
        return rising > step
            ? configuration.beta * Double(step + 1) / Double(rising) : configuration.beta
    }
}
