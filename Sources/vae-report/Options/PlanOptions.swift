import ArgumentParser
import Datasets
import Foundation
import Models
import Studies

/// What a study's results depend on, beside its images.
struct PlanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "smoke (seconds), quick (about two minutes) or full (hours). (default: quick)",
            valueName: "name"))
    var preset: Preset?

    @Option(
        help: ArgumentHelp(
            "Settings in YAML: the long names of these options as keys. Options win over it.",
            valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Option(
        help: ArgumentHelp("The study's folder. (default: data set and preset)", valueName: "name"))
    var study: String?

    @Option(help: ArgumentHelp("The report's heading.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("Latent sizes to compare, such as 2,4,8,16.", valueName: "list"))
    var latentSizes: CommaSeparated?

    @Option(
        help: ArgumentHelp(
            "Trainings of each size, each with random numbers of its own.", valueName: "n"))
    var seeds: Int?

    @Option(help: ArgumentHelp("Passes over the training images.", valueName: "n"))
    var epochs: Int?

    @Option(
        help: ArgumentHelp(
            "Images taken from the training file, a twelfth of them to validate with.",
            valueName: "n"))
    var trainImages: Int?

    @Option(help: ArgumentHelp("Images in an optimizer step.", valueName: "n"))
    var batchSize: Int?

    @Option(help: ArgumentHelp("Adam's rate after its warm-up.", valueName: "x"))
    var learningRate: Double?

    @Option(
        help: ArgumentHelp(
            "Steps over which the rate rises from 0; at most a fifth of all steps.",
            valueName: "n"))
    var warmUpSteps: Int?

    @Option(help: ArgumentHelp("Weight of the KL term.", valueName: "x"))
    var beta: Double?

    @Option(help: ArgumentHelp("Epochs over which that weight rises from 0.", valueName: "n"))
    var klWarmUpEpochs: Int?

    @Option(
        help: ArgumentHelp(
            "Channels of the encoder's convolutions, such as 32,64.", valueName: "list"))
    var channels: CommaSeparated?

    @Option(help: ArgumentHelp("Height and width of their kernels.", valueName: "n"))
    var kernelSize: Int?

    @Option(
        help: ArgumentHelp(
            "Widths of the hidden layers after them, such as 256.", valueName: "list")
    )
    var hiddenWidths: CommaSeparated?

    @Option(help: ArgumentHelp("silu or relu.", valueName: "name"))
    var activation: Activation?

    @Option(
        help: ArgumentHelp(
            "What the decoder says of a pixel: bernoulli, continuous-bernoulli or gaussian (one "
                + "variance, learned).",
            valueName: "name"))
    var likelihood: Likelihood?

    @Option(
        help: ArgumentHelp(
            "What models see: grey pixels, or black and white drawn from them: dynamic (training "
                + "images each epoch anew) or fixed.",
            valueName: "name"))
    var pixels: Pixels?

    /// What the options say, and the file where they say nothing. Throws `StudyError` and
    /// `StorageError` for the file.
    func settings(
        dataset: String?, measuring: LikelihoodOptions? = nil
    ) throws -> StudySettings {
        let options = StudySettings(
            dataset: dataset, preset: preset, latentSizes: latentSizes?.numbers, seeds: seeds,
            epochs: epochs, trainImages: trainImages, batchSize: batchSize,
            learningRate: learningRate, warmUpSteps: warmUpSteps, beta: beta,
            klWarmUpEpochs: klWarmUpEpochs, channels: channels?.numbers, kernelSize: kernelSize,
            hiddenWidths: hiddenWidths?.numbers, activation: activation, likelihood: likelihood,
            pixels: pixels, nllSamples: measuring?.nllSamples, nllImages: measuring?.nllImages,
            study: study, title: title)
        guard let config else { return options }
        return options.merging(try StudySettings(contentsOf: URL(fileURLWithPath: config)))
    }
}
