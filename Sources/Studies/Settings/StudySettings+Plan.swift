public import Datasets
import Diagnostics
import Training

extension StudySettings {
    /// The plan that these settings make of `data`, completed by the preset. A preset's number of
    /// training images that the data set does not have becomes all of them; a number that was given
    /// is refused. Throws `StudyError` that names the flag, or the line of the study file.
    public func plan(for data: DataSet) throws -> StudyPlan {
        do {
            let plan = try uncheckedPlan(for: data)
            try plan.validate()
            return plan
        } catch let error as StudyError {
            throw located(error)
        }
    }

    /// The study's name: the one given, else `<data set>-<preset>`, and six digits of the plan's
    /// hash where a setting deviates from the preset. A data set that stands in for another adds
    /// `-standin`: its report says so, and that of the same images asked for by name does not.
    /// Throws `StudyError`.
    public func name(of plan: StudyPlan, for data: DataSet) throws -> String {
        if let study {
            do {
                try StudyName.check(study)
            } catch let error as StudyError {
                throw located(error)
            }
            return study
        }
        let base = StudyName.make(from: "\(data.name)-\(chosenPreset.rawValue)")
        let name = isPreset(plan, for: data) ? base : "\(base)-\(try plan.hash.prefix(6))"
        return data.substitution == nil ? name : "\(name)-standin"
    }

    /// What the study says of itself. Throws `StudyError`.
    public func description(
        of plan: StudyPlan, data: DataSet, split: DataSplit
    ) throws -> StudyDescription {
        let sizes = plan.latentSizes.map(String.init)
        let words = sizes.count == 1 ? "latent size " : "latent sizes "
        let list =
            sizes.count < 2
            ? sizes.joined()
            : sizes.dropLast().joined(separator: ", ") + " and " + (sizes.last ?? "")
        let edit = try edit(for: plan)
        let preset = chosenPreset.evaluation
        return StudyDescription(
            name: try name(of: plan, for: data),
            title: edit.title ?? "\(data.title): \(words)\(list)",
            dataTitle: data.title, dataCredit: data.credit,
            dataSubstitution: data.substitution, trainingImages: split.training.count,
            validationImages: split.validation.count, testImages: data.test.count,
            command: try command(for: plan, data: data),
            evaluation: EvaluationSettings(
                likelihoodSamples: edit.likelihoodSamples ?? preset.likelihoodSamples,
                likelihoodImages: edit.likelihoodImages ?? preset.likelihoodImages))
    }

    /// What is said of the description. Throws `StudyError` that names the flag, or the line of the
    /// study file.
    public func edit(for plan: StudyPlan) throws -> DescriptionEdit {
        let edit = DescriptionEdit(
            title: title, likelihoodSamples: nllSamples, likelihoodImages: nllImages)
        do {
            try edit.validate(for: plan)
        } catch let error as StudyError {
            throw located(error)
        }
        return edit
    }

    /// The preset in force.
    var chosenPreset: Preset { preset ?? .quick }

    /// Whether the preset alone makes this plan.
    func isPreset(_ plan: StudyPlan, for data: DataSet) -> Bool {
        (try? StudySettings(preset: chosenPreset).plan(for: data)) == plan
    }

    private func uncheckedPlan(for data: DataSet) throws -> StudyPlan {
        let all = merging(chosenPreset.settings)
        guard let latentSizes = all.latentSizes, let seeds = all.seeds, let epochs = all.epochs,
            let batchSize = all.batchSize, let learningRate = all.learningRate,
            let warmUpSteps = all.warmUpSteps, let beta = all.beta,
            let klWarmUpEpochs = all.klWarmUpEpochs, let channels = all.channels,
            let kernelSize = all.kernelSize, let hiddenWidths = all.hiddenWidths,
            let activation = all.activation, let likelihood = all.likelihood,
            let pixels = all.pixels
        else { preconditionFailure("a preset sets everything") }
        guard (1...1000).contains(seeds) else {
            throw StudyError.setting(.seeds, "\(seeds) seeds", "take 1 to 1000")
        }
        return StudyPlan(
            dataset: data.name, fingerprint: data.fingerprint, image: data.train.shape,
            trainImages: try imageCount(all, of: data.train.count),
            latentSizes: latentSizes.sorted(), seeds: (1...seeds).map { UInt64($0) },
            channels: channels, kernelSize: kernelSize, hiddenWidths: hiddenWidths,
            activation: activation, likelihood: likelihood,
            training: TrainingConfiguration(
                epochs: epochs, batchSize: batchSize, learningRate: learningRate,
                warmUpSteps: warmUpSteps, beta: beta, klWarmUpEpochs: klWarmUpEpochs, pixels: pixels
            ))
    }

    /// Nil for all images, so that their number given and not given is the same plan.
    private func imageCount(_ all: StudySettings, of available: Int) throws -> Int? {
        guard let count = all.trainImages else { return nil }
        if trainImages != nil, count > available {
            throw StudyError.setting(
                .trainImages, "\(count) images, but the data set has \(available)",
                "take \(available) or fewer")
        }
        return count >= available ? nil : count
    }

    /// The error with the line of the study file in place of the flag, where the setting came from
    /// there.
    private func located(_ error: StudyError) -> StudyError {
        guard let place = error.place, place.hasPrefix("--"),
            let key = SettingKey(rawValue: String(place.dropFirst(2))), let origin = origins[key]
        else { return error }
        return StudyError(
            error.code, .badData, place: origin, problem: "\(key.rawValue): \(error.problem)",
            remedy: error.remedy)
    }
}
