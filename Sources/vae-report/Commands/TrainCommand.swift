import ArgumentParser
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
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let work = StudyWork(output: output, jobs: jobs.count)
        let store = StudyStore(runs: folders.runsURL)
        let (study, preparation) = try prepare(store, work)
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
        _ store: StudyStore, _ work: StudyWork
    ) throws -> (Study, StudyPreparation) {
        var plan = plan
        plan.study = plan.study ?? name
        let settings = try plan.settings(dataset: nil)
        if settings == StudySettings(study: plan.study) {
            let study = try store.open(naming: plan.study)
            return (
                study,
                try StudyPreparation(
                    study, dataset: images.dataset, locator: images.locator(work.display))
            )
        }
        let preparation = try StudyPreparation(
            try plan.settings(dataset: images.dataset), locator: images.locator(work.display))
        let study = try store.create(
            plan: preparation.plan, description: preparation.description,
            examples: preparation.examples, title: preparation.title)
        return (study, preparation)
    }
}
