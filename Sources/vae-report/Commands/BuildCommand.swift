import ArgumentParser
import Datasets
import Diagnostics
import Documents
import Evaluation
import Foundation
import Site
import Studies

/// `vae-report build`: the whole way from images to the report.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Train, measure and report: everything, or what is not done yet.",
        discussion: """
            Trains a VAE for each latent size and seed, measures every model on the test images, \
            and leaves a report in the site folder. Stopped in the middle, it goes on with the same \
            command; what is done and unchanged is not done again.

            Examples:
              vae-report build --preset smoke
              vae-report build --latent-sizes 2,8,32 --epochs 20 --study long
              vae-report build --dataset my-folder --title "Our scans"
              vae-report build --preset full --jobs 16 --dry-run
            """)

    @OptionGroup(title: "Images") var images: DataOptions
    @OptionGroup(title: "Study") var plan: PlanOptions
    @OptionGroup(title: "Study") var measuring: LikelihoodOptions
    @OptionGroup(title: "Folders") var folders: FolderOptions
    @OptionGroup(title: "Report") var report: DocumentOptions
    @OptionGroup(title: "Work") var jobs: JobOptions
    @OptionGroup(title: "Work") var threads: ThreadOptions
    @OptionGroup(title: "Work") var checkpoints: CheckpointOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(help: "Print the plan and write nothing.")
    var dryRun = false

    func run() async throws {
        let display = output.makeDisplay()
        let settings = try plan.settings(dataset: images.dataset, measuring: measuring)
        let locator = images.locator(display)
        if dryRun { return try show(settings, locator) }

        let preparation = try StudyPreparation(settings, locator: locator)
        // Before hours of training: what is wrong with the report's place or looks is told at once.
        let source = try report.source()
        try Notebook.check(source, for: preparation.plan)
        try SiteBuilder(site: folders.siteURL, templates: report.templatesURL)
            .prepare(study: report.folder(of: preparation.description.name))
        let work = StudyWork(
            display, output: output, jobs: jobs.count, threadsPerJob: threads.threadsPerJob,
            interval: checkpoints.interval)
        let study = try StudyStore(runs: folders.runsURL).create(
            plan: preparation.plan, description: preparation.description,
            examples: preparation.examples, edit: preparation.edit)
        // Held to the end: another build of the same study would measure and draw the same.
        let lock = try study.lock()
        try await work.train(study, preparation, tasks: study.plan.tasks, lock: lock)
        try await work.evaluate(study, preparation, lock: lock)
        // Pictures beside a document are no part of its text, so it is always looked at anew.
        let isUsual = report.document == nil && !source.hasPictures
        let made = try work.render(
            study, source, site: folders.siteURL, templates: report.templatesURL,
            name: report.folder(of: study.description.name), explorer: report.explorer,
            reusing: isUsual, lock: lock)
        try work.summarize(study, report: made)
        withExtendedLifetime(lock) {}
    }

    private func show(_ settings: StudySettings, _ locator: DatasetLocator) throws {
        let (data, isHere) = try locator.outline(settings.dataset)
        let overview = try PlanOverview(
            StudyPreparation(settings, data: data), needsDownload: !isHere, jobs: jobs.count,
            runs: folders.runs, site: folders.site)
        try output.show(overview) { overview.lines(columns: $0, terminal: $1) }
    }
}
