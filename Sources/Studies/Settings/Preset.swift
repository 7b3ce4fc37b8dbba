import Models
import Training

/// Ready settings, from seconds to hours.
public enum Preset: String, Sendable, Hashable, CaseIterable {
    /// Seconds: only to see that everything works.
    case smoke
    /// About two minutes on two cores; what is done where nothing is said.
    case quick
    /// All images, seven sizes, three seeds: for answers to rely on.
    case full

    /// Every setting that enters the plan, but the data set; without `trainImages` all images.
    public var settings: StudySettings {
        let configuration = StudyDefaults.model
        let training = StudyDefaults.training
        var settings = StudySettings(
            preset: self, seeds: 1, batchSize: 64, learningRate: training.learningRate,
            warmUpSteps: training.warmUpSteps, beta: training.beta,
            klWarmUpEpochs: training.klWarmUpEpochs, channels: configuration.channels,
            kernelSize: configuration.kernelSize, hiddenWidths: configuration.hiddenWidths,
            activation: configuration.activation, likelihood: configuration.likelihood,
            pixels: training.pixels)
        switch self {
        case .smoke:
            settings.latentSizes = [2, 8]
            settings.epochs = 1
            settings.trainImages = 2_000
            // So few images make too few steps in larger batches to learn anything.
            settings.batchSize = 16
        case .quick:
            settings.latentSizes = [2, 4, 8, 16]
            settings.epochs = 8
            settings.trainImages = 10_000
        case .full:
            settings.latentSizes = [2, 4, 8, 12, 16, 24, 32]
            settings.epochs = 20
            settings.seeds = 3
            settings.batchSize = training.batchSize
        }
        return settings
    }

    /// How models are measured where nothing is said.
    public var evaluation: EvaluationSettings {
        switch self {
        case .smoke: EvaluationSettings(likelihoodSamples: 20, likelihoodImages: 50)
        case .quick: EvaluationSettings(likelihoodSamples: 100, likelihoodImages: 500)
        case .full: EvaluationSettings(likelihoodSamples: 500, likelihoodImages: 1000)
        }
    }
}
