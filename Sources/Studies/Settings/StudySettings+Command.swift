public import Datasets
import Models
import Training

extension StudySettings {
    /// The command that makes the same plan: no paths, nothing that results do not depend on but
    /// the study's name and title. Of a data set that stands in for another it asks by name, so the
    /// study needs another name then. Throws `StudyError` where the settings make no plan.
    public func command(for plan: StudyPlan, data: DataSet) throws -> String {
        var command = StudyCommand(words: ["vae-report", "build"])
        func add(_ key: SettingKey, _ value: String, unless same: Bool = false) {
            if !same { command[key] = value }
        }
        add(.dataset, data.name)
        add(.preset, chosenPreset.rawValue)
        func list(_ numbers: [Int]) -> String {
            numbers.map(String.init).joined(separator: ",")
        }
        let preset = chosenPreset.settings
        let training = plan.training
        let presetImages = preset.trainImages.flatMap { $0 < data.train.count ? $0 : nil }
        add(.latentSizes, list(plan.latentSizes), unless: plan.latentSizes == preset.latentSizes)
        add(.seeds, "\(plan.seeds.count)", unless: plan.seeds.count == preset.seeds)
        add(.epochs, "\(training.epochs)", unless: training.epochs == preset.epochs)
        add(
            .trainImages, "\(plan.trainImages ?? data.train.count)",
            unless: plan.trainImages == presetImages)
        add(.batchSize, "\(training.batchSize)", unless: training.batchSize == preset.batchSize)
        add(
            .learningRate, "\(training.learningRate)",
            unless: training.learningRate == preset.learningRate)
        add(
            .warmUpSteps, "\(training.warmUpSteps)",
            unless: training.warmUpSteps == preset.warmUpSteps)
        add(.beta, "\(training.beta)", unless: training.beta == preset.beta)
        add(
            .klWarmUpEpochs, "\(training.klWarmUpEpochs)",
            unless: training.klWarmUpEpochs == preset.klWarmUpEpochs)
        add(.channels, list(plan.channels), unless: plan.channels == preset.channels)
        add(.kernelSize, "\(plan.kernelSize)", unless: plan.kernelSize == preset.kernelSize)
        add(
            .hiddenWidths, list(plan.hiddenWidths), unless: plan.hiddenWidths == preset.hiddenWidths
        )
        add(.activation, plan.activation.rawValue, unless: plan.activation == preset.activation)
        add(.likelihood, plan.likelihood.rawValue, unless: plan.likelihood == preset.likelihood)
        add(.pixels, plan.pixels.rawValue, unless: plan.pixels == preset.pixels)
        let evaluation = chosenPreset.evaluation
        if let nllSamples {
            add(.nllSamples, "\(nllSamples)", unless: nllSamples == evaluation.likelihoodSamples)
        }
        if let nllImages {
            add(.nllImages, "\(nllImages)", unless: nllImages == evaluation.likelihoodImages)
        }
        if let study, data.substitution == nil { add(.study, study) }
        if let title { add(.title, title) }
        return command.text
    }
}
