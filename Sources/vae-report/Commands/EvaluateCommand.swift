import ArgumentParser
import Evaluation
import Foundation
import Studies

/// `vae-report evaluate`: measures the trained models of a saved study.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure a saved study's models on the test images.",
        discussion: """
            Example:
              vae-report evaluate mnist-quick --export-arrays arrays
            """)

    @OptionGroup var saved: SavedStudyOptions
    @OptionGroup(title: "Images") var images: DataOptions
    @OptionGroup(title: "Study") var measuring: LikelihoodOptions
    @OptionGroup(title: "Folders") var folders: FolderOptions
    @OptionGroup(title: "Work") var jobs: JobOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Also write what the numbers come from as .npy files: images, noise, posteriors.",
            valueName: "dir"),
        completion: .directory)
    var exportArrays: String?

    func run() async throws {
        let display = output.makeDisplay()
        let study = try saved.open(in: StudyStore(runs: folders.runsURL))
            .edited(measuring.edit)
        let preparation = try StudyPreparation(
            study, dataset: images.dataset, locator: images.locator(display))
        let work = StudyWork(display, output: output, jobs: jobs.count)
        try await work.evaluate(study, preparation)
        if let exportArrays {
            let folder = URL(fileURLWithPath: exportArrays, isDirectory: true)
            try work.export(study, preparation, to: folder)
        }
        try work.summarize(study, report: nil)
    }
}
