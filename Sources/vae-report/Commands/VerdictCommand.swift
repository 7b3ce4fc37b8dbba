import ArgumentParser
import Evaluation
import Studies

/// `vae-report verdict`: decides anew on a saved study's records.
struct VerdictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verdict",
        abstract: "Name the smallest latent size that qualifies, from saved records.",
        discussion: """
            Needs no data set and measures nothing: what build saved is decided on again, at another \
            margin or by another distance. Nothing is written.

            Examples:
              vae-report verdict mnist-quick
              vae-report verdict mnist-quick --margin 0.2 --metric kernel-distance --json
            """)

    @OptionGroup var saved: SavedStudyOptions

    @Option(
        help: ArgumentHelp(
            "How much worse than the best a size may be: a share of the distance between samples "
                + "of PCA and real images.",
            valueName: "x"))
    var margin = StudyVerdict.usualShare

    @Option(
        help: ArgumentHelp(
            "What decides: frechet-distance or kernel-distance of samples.",
            valueName: "name"))
    var metric = Endpoint.frechetDistance

    @Option(
        help: ArgumentHelp(
            "Whose samples: prior, or mixture, which is fitted to posterior means.",
            valueName: "name"))
    var samples = Sampler.prior

    @OptionGroup(title: "Folders") var folder: RunsOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if !(margin > 0 && margin <= 10) {
            throw ValidationError("--margin must be above 0 and at most 10, not \(margin).")
        }
    }

    func run() throws {
        let study = try saved.open(in: StudyStore(runs: folder.runsURL))
        let results = try StudyResults.load(study)
        let summary = VerdictSummary(
            results, StudyVerdict(results, share: margin, endpoint: metric, sampler: samples))
        try output.show(summary) { summary.lines(columns: $0, terminal: $1) }
    }
}
