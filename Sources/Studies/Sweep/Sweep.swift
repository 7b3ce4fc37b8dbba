import Datasets
import Diagnostics
import Foundation
import Models
import Storage

/// Trains the models of a study, several side by side.
public struct Sweep: Sendable {
    /// Where the results go.
    public let study: Study
    private let images: StudyImages
    private let lock: StudyLock?
    private let interval: CheckpointInterval

    /// A sweep over `study` with its images. Without a `lock` that the
    /// caller holds, each run of the sweep takes one of its own. Trainings are saved after each epoch
    /// and, within one, every `interval`.
    public init(
        study: Study, images: StudyImages, lock: StudyLock? = nil,
        interval: CheckpointInterval = .usual
    ) {
        self.study = study
        self.images = images
        self.lock = lock
        self.interval = interval
    }

    /// Trains `tasks`, at most `jobs` at a time, going on from checkpoints, leaving out what is
    /// done. Each works with `threadsPerJob` threads; without it with one, or more where there are
    /// fewer trainings than `jobs`. The results depend on neither.
    ///
    /// `stop` is asked after every step, from any thread; `report` is called from any thread.
    /// Throws `StudyError.stopped` where `stop` answered yes, what the first training that failed
    /// threw (the others are stopped), and `StorageError`, of status `busy` where another process
    /// works on the study.
    public func run(
        tasks: [StudyTask], jobs: Int, threadsPerJob: Int? = nil,
        stop: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (SweepEvent) -> Void
    ) async throws {
        try requireFittingImages()
        let lock = try lock ?? study.lock(tasks: tasks)
        defer { withExtendedLifetime(lock) {} }
        try requireRoomForCheckpoints(tasks)
        try DurableFile.removeLeftovers(in: study.folder)
        let threads = ThreadShare(tasks: tasks.count, jobs: jobs, fixed: threadsPerJob)
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = tasks[...]
            func start() {
                guard let task = waiting.popFirst() else { return }
                group.addTask {
                    try await WorkerThread.run { isCancelled in
                        let training = TaskTraining(
                            study: study, task: task, training: images.trainingSource,
                            validation: images.validation, threads: threads,
                            interval: interval, report: report)
                        defer { threads.end() }
                        try training.run { isCancelled() || stop() }
                    }
                }
            }
            for _ in 0..<max(1, jobs) { start() }
            while try await group.next() != nil { start() }
        }
    }

    /// What cannot be saved is told before hours of training.
    private func requireRoomForCheckpoints(_ tasks: [StudyTask]) throws {
        // Where a record cannot be read, its training says why.
        let waiting = tasks.filter { (try? study.record(of: $0))?.state != .done }
        guard let largest = waiting.map(\.latentSize).max() else { return }
        let model = VAE(study.plan.model(latentSize: largest), seed: 0)
        try DurableFile.requireSize(
            Checkpoint.fileSize(parameterCount: model.parameterCount), in: study.folder)
    }

    private func requireFittingImages() throws {
        let shape = study.plan.image
        guard images.trainingSource.shape == shape, images.validation.shape == shape,
            images.trainingSource.count == study.description.trainingImages,
            images.validation.count == study.description.validationImages
        else {
            throw StudyError(
                .otherPlan, .badData, place: study.folder.relativePath,
                problem: "the images are not those that the study was planned with",
                remedy: "give the same data set")
        }
    }
}
