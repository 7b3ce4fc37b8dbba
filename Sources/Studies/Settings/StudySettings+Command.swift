public import Datasets
import Models
import Training

extension StudySettings {
    /// The command that makes the same plan: no paths, nothing that results do not depend on but
    /// the study's name and title. Of a data set that stands in for another it asks by name, so the
    /// study needs another name then. Throws `StudyError` where the settings make no plan.
    public func command(for plan: StudyPlan, data: DataSet) throws -> String {
        var words = [
            "vae-report", "build", "--dataset", data.name, "--preset", chosenPreset.rawValue,
        ]
        func add(_ key: SettingKey, _ value: String, unless same: Bool) {
            if !same { words += ["--\(key.rawValue)", value] }
        }
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
        if let study, data.substitution == nil { add(.study, study, unless: false) }
        if let title { add(.title, title, unless: false) }
        return words.map(Self.quoted).joined(separator: " ")
    }

    /// As a shell takes it for one word.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-", ",": true
            default: false
            }
        }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
