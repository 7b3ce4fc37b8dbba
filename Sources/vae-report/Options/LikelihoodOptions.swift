import ArgumentParser
import Studies

/// How the log-likelihood of black and white images is estimated.
struct LikelihoodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Samples an image for its log-likelihood, estimated where pixels are black and white.",
            valueName: "n"))
    var nllSamples: Int?

    @Option(help: ArgumentHelp("Test images it is estimated on.", valueName: "n"))
    var nllImages: Int?

    /// For a saved study.
    var edit: DescriptionEdit {
        DescriptionEdit(likelihoodSamples: nllSamples, likelihoodImages: nllImages)
    }
}
