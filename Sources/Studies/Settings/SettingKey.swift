/// The names of settings, equal as flags and in study files.
enum SettingKey: String, CaseIterable, Hashable, Sendable {
    case dataset
    case preset
    case latentSizes = "latent-sizes"
    case seeds
    case epochs
    case trainImages = "train-images"
    case batchSize = "batch-size"
    case learningRate = "learning-rate"
    case warmUpSteps = "warm-up-steps"
    case beta
    case klWarmUpEpochs = "kl-warm-up-epochs"
    case channels
    case kernelSize = "kernel-size"
    case hiddenWidths = "hidden-widths"
    case activation
    case likelihood
    case pixels
    case nllSamples = "nll-samples"
    case nllImages = "nll-images"
    case study
    case title
}
