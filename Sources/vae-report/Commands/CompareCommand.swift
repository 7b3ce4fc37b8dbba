import ArgumentParser
import Documents
import Figures
import Foundation
import Studies

/// `vae-report compare`: one report on two saved studies.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Write one report on two saved studies, side by side.",
        discussion: """
            Two data sets, two settings, or the same before and after a change: what differs, both \
            verdicts, the metrics on common axes with the differences that can be told, then the \
            report of both, figure beside figure. Needs no data set; the page is \
            SITE/FIRST-vs-SECOND/index.html. Models to try come into it with --explorer alone.

            Examples:
              vae-report compare mnist-quick fashion-mnist-quick
              vae-report compare before after --title "Before and after" --document my-report.md
            """)

    @Argument(help: ArgumentHelp("The first study's name.", valueName: "first"))
    var first: String

    @Argument(help: ArgumentHelp("The second study's name.", valueName: "second"))
    var second: String

    @Option(
        help: ArgumentHelp(
            "The page's heading. (default: what tells the studies apart)", valueName: "text"))
    var title: String?

    @OptionGroup(title: "Folders") var folders: FolderOptions
    @OptionGroup(title: "Report") var report: DocumentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if first == second {
            throw ValidationError("Both studies are \(first); name two different ones.")
        }
        if let title, title.allSatisfy(\.isWhitespace) {
            throw ValidationError("--title is empty; give some words, or leave it out.")
        }
    }

    func run() throws {
        let store = StudyStore(runs: folders.runsURL)
        let studies = Both(try store.open(name: first), try store.open(name: second))
        let work = StudyWork(output.makeDisplay(), output: output, jobs: 1)
        let (comparison, page) = try work.compare(
            studies, report.source(), site: folders.siteURL, templates: report.templatesURL,
            name: report.folder(of: name), title: title, explorer: report.explorer ?? .none)
        let summary = ComparisonSummary(comparison, report: page.relativePath)
        try output.show(summary) { summary.lines(columns: $0, terminal: $1) }
    }

    /// `first-vs-second`, cut where that is too long for a folder of the site.
    private var name: String {
        let whole = "\(first)-vs-\(second)"
        return whole.utf8.count <= 100 ? whole : "\(first.prefix(48))-vs-\(second.prefix(48))"
    }
}
