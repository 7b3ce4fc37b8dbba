import ArgumentParser
import Datasets
import Diagnostics
import Foundation
import Studies

/// `vae-report train`: the trainings of a study, or one of them.
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a saved study's models, or one of them.",
        discussion: """
            With the options of build it makes the study where there is none, so that the same \
            command can be given to every machine of a queue, each with another --task.

            Examples:
              vae-report train mnist-quick
              vae-report train --preset full --study big --task 7
            """)

    @Argument(
        help: ArgumentHelp("The study's name. (default: the only one there is)", valueName: "study")
    )
    var name: String?

    @Option(
        help: ArgumentHelp(
            "One training of the plan, by its number from 1: sizes in order, seeds within a size.",
            valueName: "n"))
    var task: Int?

    @OptionGroup(title: "Images") var images: DataOptions
    @OptionGroup(title: "Study") var plan: PlanOptions
    @OptionGroup(title: "Folders") var folders: FolderOptions
    @OptionGroup(title: "Work") var jobs: JobOptions
    @OptionGroup(title: "Work") var threads: ThreadOptions
    @OptionGroup(title: "Work") var checkpoints: CheckpointOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws { try SavedStudyOptions.checkOneName(name, plan.study) }

    func run() async throws {
        let display = output.makeDisplay()
        let (study, preparation) = try prepare(
            StudyStore(runs: folders.runsURL), locator: images.locator(display))
        let work = StudyWork(
            display, output: output, jobs: jobs.count, threadsPerJob: threads.threadsPerJob,
            interval: checkpoints.interval)
        let tasks = study.plan.tasks.filter { task == nil || $0.number == task }
        guard !tasks.isEmpty else {
            throw CommandError.option(
                "--task", problem: "the plan has no training \(task ?? 0)",
                remedy: "give a number from 1 to \(study.plan.tasks.count)")
        }
        try await work.train(study, preparation, tasks: tasks)
        try work.summarize(study, tasks: tasks)
    }

    /// A saved study where nothing is said of a plan, else the one that build would make.
    private func prepare(
        _ store: StudyStore, locator: DatasetLocator
    ) throws -> (Study, StudyPreparation) {
        var plan = plan
        plan.study = plan.study ?? name
        let isPlanned = try plan.settings(dataset: nil) != StudySettings(study: plan.study)
        if !isPlanned, let study = try saved(plan.study, in: store) {
            return (
                study, try StudyPreparation(study, dataset: images.dataset, locator: locator)
            )
        }
        let preparation = try StudyPreparation(
            try plan.settings(dataset: images.dataset), locator: locator)
        let study = try store.create(
            plan: preparation.plan, description: preparation.description,
            examples: preparation.examples, edit: preparation.edit)
        return (study, preparation)
    }

    /// The saved study that is meant; nil where there is none yet and `--dataset` says what to make.
    private func saved(_ name: String?, in store: StudyStore) throws -> Study? {
        guard let dataset = images.dataset else { return try store.open(naming: name) }
        let names = try store.names()
        if let name { return names.contains(name) ? try store.open(name: name) : nil }
        if names.isEmpty { return nil }
        let only = try store.open(naming: nil)
        // Of a folder only its images tell whether it is the study's; it may have been moved.
        let isOther = Catalogue.entry(named: dataset) != nil && dataset != only.plan.dataset
        return isOther ? nil : only
    }
}
