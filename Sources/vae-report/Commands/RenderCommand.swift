import ArgumentParser
import Diagnostics
import Documents
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
            the named figures are drawn, into the report's figures and data folders. A report of \
            which nothing changed is left as it is, and cells that did not change are taken from the \
            study's folder; --explain says which ran, and why.

            Figures: \(FigureCatalogue.ids.joined(separator: ", ")).

            Examples:
              vae-report render mnist-quick
              vae-report render mnist-quick --only loss-curves reconstructions
              vae-report render mnist-quick --document my-report.md --explain
            """)

    @OptionGroup var saved: SavedStudyOptions
    @OptionGroup(title: "Folders") var folders: FolderOptions
    @OptionGroup(title: "Report") var report: DocumentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Draw only these figures.", valueName: "figure"),
        completion: .list(FigureCatalogue.ids))
    var only: [String] = []

    @Flag(
        help:
            "Print for each cell of the document whether it ran, and why, in place of the summary.")
    var explain = false

    func validate() throws {
        if !only.isEmpty, explain || report.document != nil || report.explorer != nil {
            throw ValidationError(
                "--only draws figures alone; leave out --document, --explorer and --explain.")
        }
    }

    func run() throws {
        let study = try saved.open(in: StudyStore(runs: folders.runsURL))
        let work = StudyWork(output.makeDisplay(), output: output, jobs: 1)
        guard only.isEmpty else {
            return try work.render(only, of: study, site: folders.siteURL)
        }
        let source = try report.source()
        let made = try work.render(
            study, source, site: folders.siteURL, templates: report.templatesURL,
            name: report.folder(of: study.description.name), explorer: report.explorer,
            reusing: !explain && report.document == nil && !source.hasPictures)
        if explain {
            try output.show(made.origins) { _, _ in made.origins.map(\.description) }
        } else {
            try work.summarize(study, report: made)
        }
    }
}
