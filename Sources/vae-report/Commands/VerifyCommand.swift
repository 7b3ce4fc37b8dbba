import ArgumentParser
import Compute
import Documents
import Evaluation
import Foundation
import Site
import Storage
import Studies

/// `vae-report verify`: recomputes a report from its study's weights and says what differs.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute every number and picture of a report, and list what differs.",
        discussion: """
            Measures the study's models anew on the data set, draws the report again and compares: \
            of a folder every file in it, of an HTML file that alone. Comparisons of two studies \
            cannot be verified, the reports of both can. Nothing of the study's measurements is \
            believed, and nothing is written to it; its trainings are not repeated, but every file \
            they left must have its checksum. Where the \
            models were trained on this kind of processor all must be alike; elsewhere numbers may \
            differ by 0.5 % or one in their last digit and pixels by 3 of 255, and charts, weights \
            in the page and the notebook are not compared. Exit status 65 where something differs.

            Examples:
              vae-report verify site/mnist-quick
              vae-report verify copy-of-the-report.html --study mnist-quick
            """)

    @Argument(
        help: ArgumentHelp("A report's folder in the site, or its HTML file.", valueName: "report"),
        completion: .file())
    var page: String

    @Option(
        help: ArgumentHelp(
            "The study it is of. (default: the report folder's name, or the only study)",
            valueName: "name"))
    var study: String?

    @OptionGroup(title: "Images") var images: DataOptions
    @OptionGroup(title: "Report") var report: DocumentOptions
    @OptionGroup(title: "Folders") var folder: RunsOptions
    @OptionGroup(title: "Work") var jobs: JobOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let display = output.makeDisplay()
        let file = try pageFile()
        let found = try DurableFile.read(file)
        let store = StudyStore(runs: folder.runsURL)
        let parent = file.standardizedFileURL.deletingLastPathComponent().lastPathComponent
        let study = try store.open(
            naming: self.study ?? store.names().first { $0 == parent })
        let source = try report.source()
        try requireReport(found, of: study, source, in: store)
        let preparation = try StudyPreparation(
            study, dataset: images.dataset, locator: images.locator(display))
        let work = StudyWork(display, output: output, jobs: jobs.count)
        let files = try await work.recompute(
            study, preparation, source, templates: report.templatesURL,
            explorer: report.explorer)
        let isOfThisMachine = try study.plan.tasks.allSatisfy {
            try study.record(of: $0).machine == Machine.summary
        }
        let tolerance: PageTolerance = isOfThisMachine ? .exact : .otherProcessor
        let beside =
            try isFolder
            ? FolderComparison(
                file.deletingLastPathComponent(), recomputed: files, tolerance: tolerance) : nil
        let result = PageVerification(
            page: file.relativePath, study: study.description.name, tolerance: tolerance,
            PageComparison(
                page: found, recomputed: files["index.html"] ?? Data(), tolerance: tolerance),
            beside)
        try output.show(result) { result.lines(terminal: $1) }
        guard result.differences.isEmpty else {
            throw CommandError.reportDiffers(result.page, count: result.differences.count)
        }
    }

    private var isFolder: Bool {
        get throws { try Folder.exists(URL(fileURLWithPath: page)) }
    }

    /// Throws `StorageError` where there is none.
    private func pageFile() throws -> URL {
        let url = URL(fileURLWithPath: page)
        return try isFolder ? url.appending(path: "index.html") : url
    }

    /// Tells a page of something else before anything is measured, which may take long: a report has
    /// the figures and tables of its text, and the usual one the checksum of its plan.
    private func requireReport(
        _ page: Data, of study: Study, _ source: DocumentSource, in store: StudyStore
    ) throws {
        func holds(_ words: String) -> Bool { page.range(of: Data(words.utf8)) != nil }
        let anchors = try Notebook.anchors(in: source)
        let name = study.description.name
        guard 2 * anchors.count(where: { holds("id=\"\($0)\"") }) >= anchors.count else {
            throw CommandError.otherPage(
                self.page, problem: "no page of the document \(source.name)",
                remedy:
                    "give a report of \(name), with --document where it is of a text of your own; "
                    + "comparisons cannot be verified, but the reports of both studies")
        }
        guard report.document == nil, !holds(study.planHash) else { return }
        let other = try store.names().first { other in
            (try? store.open(naming: other)).map { holds($0.planHash) } ?? false
        }
        throw CommandError.otherPage(
            self.page,
            problem: "not the report of \(name): the checksum of its plan is not in it",
            remedy: other.map { "it is the report of \($0): add --study \($0)" }
                ?? "name its study with --study, or find out who changed it")
    }
}

/// What `verify` found.
struct PageVerification: Encodable {
    let page: String, study: String
    let tolerance: PageTolerance
    /// How many were compared.
    let numbers: Int, pictures: Int
    /// Files beside the page that were compared; nil where only the page was given.
    let files: Int?
    let differences: [PageDifference]

    init(
        page: String, study: String, tolerance: PageTolerance, _ comparison: PageComparison,
        _ beside: FolderComparison?
    ) {
        self.page = page
        self.study = study
        self.tolerance = tolerance
        numbers = comparison.numbers
        pictures = comparison.pictures
        files = beside?.files
        differences = comparison.differences + (beside?.differences ?? [])
    }

    func lines(terminal: Terminal) -> [String] {
        let limit = 40
        let scope =
            "\(groupedText(numbers)) numbers and \(counted(pictures, "picture")) recomputed from "
            + "the models of \(study)"
            + (files.map { ", and \(counted($0, "file")) beside the page" } ?? "")
        let machine =
            tolerance == .exact
            ? "" : ", on another kind of processor: within the tolerances that --help states"
        guard !differences.isEmpty else {
            return ["\(terminal.styled("alike", .good))  \(page): \(scope)\(machine)"]
        }
        let shown = differences.prefix(limit).map { difference in
            let isFile = difference.place.contains { "./".contains($0) }
            let place =
                difference.place.isEmpty
                ? "at the top" : isFile ? difference.place : "#\(difference.place)"
            return "  \(terminal.styled(place, .warning))  \(difference.words)"
        }
        let more = differences.count - shown.count
        return ["\(terminal.styled("differs", .bad))  \(page): \(scope)\(machine)"] + shown
            + (more > 0 ? ["  and \(groupedText(more)) more; --json lists all"] : [])
    }
}

extension PageDifference {
    /// In a line.
    fileprivate var words: String {
        switch kind {
        case .words: "“\(page)” where “\(recomputed)” was recomputed"
        case .image: "an image: \(page)"
        case .chart: page
        case .data: "numbers to save: \(page)"
        case .code: "a script, style sheet or weights: \(page) for \(recomputed)"
        case .onlyInPage: "“\(page)” was not recomputed"
        case .missing: "“\(recomputed)” was recomputed and is not there"
        }
    }
}
