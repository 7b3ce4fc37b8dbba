import ArgumentParser
import Diagnostics
import Documents
import Foundation
import Site
import Storage
import Studies

/// `vae-report export`: a saved study's report for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a saved study's report for LaTeX or as a Jupyter notebook.",
        discussion: """
            The same report in other forms. For LaTeX: figures as PDF, grids of images as PNG, \
            tables with booktabs, and report.tex, which compiles as it is and shows how to take them \
            into a paper. The notebook is the one that is beside each report in the site. What is \
            there already is never replaced.

            Examples:
              vae-report export mnist-quick --latex paper/report
              vae-report export mnist-quick --notebook report.ipynb --document my-report.md
            """)

    @OptionGroup var saved: SavedStudyOptions

    @Option(
        help: ArgumentHelp(
            "The folder to write for LaTeX: a new one, or an empty one.", valueName: "dir"),
        completion: .directory)
    var latex: String?

    @Option(
        help: ArgumentHelp("The notebook to write: a new file.", valueName: "file"),
        completion: .file(extensions: ["ipynb"]))
    var notebook: String?

    @OptionGroup(title: "Folders") var folder: RunsOptions
    @OptionGroup(title: "Report") var report: DocumentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if latex == nil, notebook == nil {
            throw ValidationError("Name what to write: --latex DIR, --notebook FILE, or both.")
        }
    }

    func run() throws {
        let study = try saved.open(in: StudyStore(runs: folder.runsURL))
        // Before any work, and again before anything is written.
        _ = try (latex.map(Self.newFolder), notebook.map(Self.newFile))
        let work = StudyWork(output.makeDisplay(), output: output, jobs: 1)
        let document = try work.document(of: study, try report.source()).document
        if let notebook {
            let data = try JupyterNotebook(document).data
            do {
                try DurableFile.create(data, at: Self.newFile(notebook))
            } catch let error as StorageError where error.isTaken {
                throw Self.taken(notebook)
            }
        }
        if let latex { try LaTeXBundle(document).write(to: Self.newFolder(latex)) }
        let written = [latex.map { "\($0)/report.tex" }, notebook].compactMap { $0 }
        try output.show(written) { _, _ in written }
    }

    private static func newFolder(_ path: String) throws -> URL {
        let url = URL(fileURLWithPath: path, isDirectory: true)
        guard try DurableFile.exists(url) else { return url }
        guard try Folder.exists(url), try Folder.names(in: url).isEmpty else {
            throw CommandError.option(
                "--latex \(path)", problem: "something is there",
                remedy: "name a new or an empty folder; what is there stays as it is")
        }
        return url.resolvingSymlinksInPath()
    }

    private static func newFile(_ path: String) throws -> URL {
        let url = URL(fileURLWithPath: path)
        guard try !DurableFile.exists(url) else { throw taken(path) }
        return url
    }

    private static func taken(_ path: String) -> CommandError {
        .option(
            "--notebook \(path)", problem: "a file of this name is there",
            remedy: "give another name; what is there stays as it is")
    }
}
