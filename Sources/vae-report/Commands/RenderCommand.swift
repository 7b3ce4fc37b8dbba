import ArgumentParser
import Diagnostics
import Figures
import Foundation
import Studies

/// `vae-report render`: the report, or some figures, of a saved study.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Draw a saved study's figures and write its report.",
        discussion: """
            Needs no data set: a study keeps the images that its figures show. With --only, only \
            the named figures are drawn, into the report's figures and data folders.

            Figures: \(FigureCatalogue.ids.joined(separator: ", ")).

            Examples:
              vae-report render mnist-quick
              vae-report render mnist-quick --only loss-curves reconstructions
            """)

    @OptionGroup var saved: SavedStudyOptions
    @OptionGroup(title: "Folders") var folders: FolderOptions
    @OptionGroup(title: "Folders") var templates: TemplateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Draw only these figures.", valueName: "figure"),
        completion: .list(FigureCatalogue.ids))
    var only: [String] = []

    func run() throws {
        let study = try saved.open(in: StudyStore(runs: folders.runsURL))
        let work = StudyWork(output.makeDisplay(), output: output, jobs: 1)
        if only.isEmpty {
            let report = try work.render(study, site: folders.siteURL, templates: templates.url)
            try work.summarize(study, report: report)
        } else {
            try work.render(only, of: study, site: folders.siteURL)
        }
    }
}
