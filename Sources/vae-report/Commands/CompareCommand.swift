import ArgumentParser
import Documents
import Figures
import Foundation
import Site
import Storage
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
            SITE/FIRST-vs-SECOND/index.html; a folder's name that is cut, or that two other studies \
            could have, ends in a digest of the names. Models to try come into it with --explorer \
            alone.

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
        let name = Self.folderName(first, second, document: report.folder(of: ""))
        try ComparisonFolder(site: folders.siteURL, name: name)
            .check(studies: studies.list.map(\.description.name))
        let work = StudyWork(output.makeDisplay(), output: output, jobs: 1)
        let (comparison, page) = try work.compare(
            studies, report.source(), site: folders.siteURL, templates: report.templatesURL,
            name: name, title: title, explorer: report.explorer ?? .none)
        let summary = ComparisonSummary(comparison, report: page.relativePath)
        try output.show(summary) { summary.lines(columns: $0, terminal: $1) }
    }

    /// The folder in the site: `first-vs-second`, and what `document` adds, `-my` for `my.md`.
    ///
    /// Where that is longer than a folder's name may be, or does not say where the second study's name
    /// begins, a digest of all its parts is put behind it.
    static func folderName(_ first: String, _ second: String, document: String = "") -> String {
        let (longest, separator) = (100, "-vs-")
        let whole = first + separator + second + document
        // In `a-vs-vs-b` the second may be `b` or `vs-b`.
        let isAmbiguous =
            "\(first)-vs".contains(separator) || "vs-\(second)".contains(separator)
        guard isAmbiguous || whole.utf8.count > longest else { return whole }
        // No name has a blank.
        let digest = "-\(Digest.sha256(Data("\(first) \(second) \(document)".utf8)).prefix(8))"
        let marked = whole + digest
        return marked.utf8.count <= longest
            ? marked
            : "\(first.prefix(32))\(separator)\(second.prefix(32))\(document.prefix(20))\(digest)"
    }
}
