public import Datasets
public import Models

/// What a person says of a study: by flags, in a file, by a preset; all of it optional.
public struct StudySettings: Sendable, Hashable {
    /// A name of the catalogue, or a folder; nil for MNIST or what can be had.
    public var dataset: String?
    /// Where the settings come from that are not given; nil for `quick`.
    public var preset: Preset?
    /// `StudyPlan.latentSizes`, in any order.
    public var latentSizes: [Int]?
    /// How many seeds: 1, 2, … up to it.
    public var seeds: Int?
    /// `TrainingConfiguration.epochs`
    public var epochs: Int?
    /// `StudyPlan.trainImages`
    public var trainImages: Int?
    /// `TrainingConfiguration.batchSize`
    public var batchSize: Int?
    /// `TrainingConfiguration.learningRate`
    public var learningRate: Double?
    /// `TrainingConfiguration.warmUpSteps`
    public var warmUpSteps: Int?
    /// `TrainingConfiguration.beta`
    public var beta: Double?
    /// `TrainingConfiguration.klWarmUpEpochs`
    public var klWarmUpEpochs: Int?
    /// `VAEConfiguration.channels`
    public var channels: [Int]?
    /// `VAEConfiguration.kernelSize`
    public var kernelSize: Int?
    /// `VAEConfiguration.hiddenWidths`
    public var hiddenWidths: [Int]?
    /// `VAEConfiguration.activation`
    public var activation: Activation?
    /// `VAEConfiguration.likelihood`
    public var likelihood: Likelihood?
    /// `TrainingConfiguration.pixels`
    public var pixels: Pixels?
    /// `EvaluationSettings.likelihoodSamples`
    public var nllSamples: Int?
    /// `EvaluationSettings.likelihoodImages`
    public var nllImages: Int?
    /// The study's name; nil for one made from data set, preset and plan.
    public var study: String?
    /// The report's title; nil for one made from data set and sizes.
    public var title: String?
    /// `file:line:column` of settings that come from a file.
    var origins: [SettingKey: String] = [:]

    /// Nothing is set but what is given.
    public init(
        dataset: String? = nil, preset: Preset? = nil, latentSizes: [Int]? = nil,
        seeds: Int? = nil, epochs: Int? = nil, trainImages: Int? = nil, batchSize: Int? = nil,
        learningRate: Double? = nil, warmUpSteps: Int? = nil, beta: Double? = nil,
        klWarmUpEpochs: Int? = nil, channels: [Int]? = nil, kernelSize: Int? = nil,
        hiddenWidths: [Int]? = nil, activation: Activation? = nil, likelihood: Likelihood? = nil,
        pixels: Pixels? = nil, nllSamples: Int? = nil, nllImages: Int? = nil,
        study: String? = nil, title: String? = nil
    ) {
        self.dataset = dataset
        self.preset = preset
        self.latentSizes = latentSizes
        self.seeds = seeds
        self.epochs = epochs
        self.trainImages = trainImages
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.warmUpSteps = warmUpSteps
        self.beta = beta
        self.klWarmUpEpochs = klWarmUpEpochs
        self.channels = channels
        self.kernelSize = kernelSize
        self.hiddenWidths = hiddenWidths
        self.activation = activation
        self.likelihood = likelihood
        self.pixels = pixels
        self.nllSamples = nllSamples
        self.nllImages = nllImages
        self.study = study
        self.title = title
    }

    /// These settings, and `weaker`'s where these say nothing.
    public func merging(_ weaker: StudySettings) -> StudySettings {
        var result = self
        func take<Value>(_ path: WritableKeyPath<StudySettings, Value?>, _ key: SettingKey) {
            if result[keyPath: path] == nil {
                result[keyPath: path] = weaker[keyPath: path]
                result.origins[key] = weaker.origins[key]
            }
        }
        take(\.dataset, .dataset)
        take(\.preset, .preset)
        take(\.latentSizes, .latentSizes)
        take(\.seeds, .seeds)
        take(\.epochs, .epochs)
        take(\.trainImages, .trainImages)
        take(\.batchSize, .batchSize)
        take(\.learningRate, .learningRate)
        take(\.warmUpSteps, .warmUpSteps)
        take(\.beta, .beta)
        take(\.klWarmUpEpochs, .klWarmUpEpochs)
        take(\.channels, .channels)
        take(\.kernelSize, .kernelSize)
        take(\.hiddenWidths, .hiddenWidths)
        take(\.activation, .activation)
        take(\.likelihood, .likelihood)
        take(\.pixels, .pixels)
        take(\.nllSamples, .nllSamples)
        take(\.nllImages, .nllImages)
        take(\.study, .study)
        take(\.title, .title)
        return result
    }
}
