import Datasets
import Diagnostics
import Models
import Storage
import Training

extension StudyPlan {
    /// SHA-256 of the plan's record. Throws `StorageError` where a number is not finite.
    public var hash: String {
        get throws { Digest.sha256(try RecordCoding.encode(self)) }
    }

    /// The version of plans that this program makes and understands.
    static let currentFormat = 2

    /// Throws `StudyError` that names the first setting that cannot be.
    public func validate() throws {
        try Self.checkFormat(formatVersion)
        try validateTasks()
        try validateTraining()
        try validateModels()
        try check(
            !pixels.isBinary || likelihood == .bernoulli, .pixels,
            "\(pixels.rawValue) pixels are black and white, and the likelihood is"
                + " \(likelihood.rawValue)",
            "take \(Pixels.grey.rawValue) pixels, or --likelihood \(Likelihood.bernoulli.rawValue)")
    }

    /// Throws `StudyError` for plans of another format than this program's.
    static func checkFormat(_ version: Int) throws {
        guard version == currentFormat else {
            throw StudyError(
                .damaged, .badData, place: nil,
                problem: "the plan has format \(version), not \(currentFormat)",
                remedy: "use the version of vae-report that made it, or start a new study")
        }
    }

    private func check(
        _ holds: Bool, _ key: SettingKey, _ problem: @autoclosure () -> String, _ remedy: String
    ) throws {
        if !holds { throw StudyError.setting(key, problem(), remedy) }
    }

    private func validateTasks() throws {
        try check(
            (1...64).contains(latentSizes.count), .latentSizes,
            "\(latentSizes.count) latent sizes", "give 1 to 64 sizes")
        for size in latentSizes {
            try check(
                (1...4096).contains(size), .latentSizes, "\(size) is no latent size",
                "take sizes from 1 to 4096")
        }
        try check(
            zip(latentSizes, latentSizes.dropFirst()).allSatisfy { $0 < $1 }, .latentSizes,
            "a size is there twice", "give each size once")
        try check(
            (1...1000).contains(seeds.count), .seeds, "\(seeds.count) seeds", "take 1 to 1000")
        try check(
            Set(seeds).count == seeds.count, .seeds, "a seed is there twice", "give each seed once")
        if let trainImages {
            try check(
                trainImages >= 2, .trainImages,
                "\(trainImages) images cannot be split in training and validation",
                "take 2 or more")
        }
    }

    private func validateTraining() throws {
        try check(
            (1...100_000).contains(training.epochs), .epochs, "\(training.epochs) epochs",
            "take 1 to 100000")
        try check(
            (1...65_536).contains(training.batchSize), .batchSize,
            "a batch of \(training.batchSize) images", "take 1 to 65536")
        try check(
            training.learningRate > 0 && training.learningRate <= 100, .learningRate,
            "a learning rate of \(training.learningRate)",
            "take a number above 0; 0.002 is usual")
        try check(
            (0...1_000_000_000).contains(training.warmUpSteps), .warmUpSteps,
            "\(training.warmUpSteps) steps of warm-up", "take 0 or more")
        try check(
            training.beta >= 0 && training.beta <= 1_000_000, .beta,
            "a beta of \(training.beta)", "take a number from 0; 1 is the evidence lower bound")
        try check(
            (0...100_000).contains(training.klWarmUpEpochs), .klWarmUpEpochs,
            "\(training.klWarmUpEpochs) epochs of KL warm-up", "take 0 or more")
    }

    private func validateModels() throws {
        try check(
            channels.count <= 8, .channels, "\(channels.count) convolutions", "take 8 or fewer")
        try check(
            hiddenWidths.count <= 8, .hiddenWidths, "\(hiddenWidths.count) hidden layers",
            "take 8 or fewer")
        for size in latentSizes {
            do {
                try model(latentSize: size).validate()
            } catch ModelError.impossible(let option, let problem, let remedy) {
                throw StudyError(
                    .invalidSetting, .usage, place: option, problem: problem, remedy: remedy)
            }
        }
        try check(
            weightBound <= 1 << 28, .hiddenWidths,
            "a model of more than \(weightBound) weights",
            "take narrower layers, more convolutions, or smaller images")
    }

    /// No model of the plan has notably more weights in its largest layers; every factor was
    /// checked before, so the products fit.
    private var weightBound: Int {
        let halvings = channels.count
        let height = image.height >> halvings, width = image.width >> halvings
        let flat = max(1, height * width) * (channels.last ?? 1)
        let widths = [flat] + hiddenWidths + [latentSizes.last ?? 1]
        let dense = zip(widths, widths.dropFirst()).map { $0 * $1 }.reduce(0, +)
        let convolutions = zip([1] + channels, channels).map { $0 * $1 * kernelSize * kernelSize }
        return 2 * (dense + convolutions.reduce(0, +))
    }
}
