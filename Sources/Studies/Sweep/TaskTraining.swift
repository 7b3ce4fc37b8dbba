import Compute
import Datasets
import Foundation
import Models
import Training

/// One training of a study from where it stands to its end.
struct TaskTraining {
    let study: Study
    let task: StudyTask
    let training: ImageSet
    let validation: ImageSet
    let threads: ThreadShare
    let report: @Sendable (SweepEvent) -> Void

    /// Throws `StudyError.stopped` after `stop` answers yes; what was finished is saved then.
    func run(stop: () -> Bool) throws {
        if stop() { throw StudyError.stopped }
        let folder = RunFolder(study: study, task: task)
        try folder.prepare()
        let (done, damage) = try folder.finishedRecord()
        if let done { return tell(.alreadyDone(done)) }

        let model = VAE(study.plan.model(latentSize: task.latentSize), seed: task.seed)
        let configuration = study.plan.training
        let schedule = Schedule(configuration, images: training.count)
        let restored = try folder.restore(
            parameterCount: model.parameterCount,
            stepsPerEpoch: schedule.stepsPerEpoch)
        for note in [damage].compactMap({ $0 }) + restored.notes {
            try folder.note(note)
            tell(.recovered(note))
        }
        try folder.begin()
        tell(.started(resumedEpoch: restored.checkpoint?.state.epoch ?? 0))

        var trainer =
            restored.checkpoint.map {
                Trainer(
                    model: model, configuration: configuration, seed: task.seed,
                    resuming: $0.state)
            } ?? Trainer(model: model, configuration: configuration, seed: task.seed)
        var snapshots = restored.checkpoint?.snapshots ?? []
        try train(&trainer, folder, &snapshots, stop: stop)
        guard trainer.state.epoch == configuration.epochs else { throw StudyError.stopped }
        tell(.finished(try folder.finish(model, trainer.state, snapshots: snapshots)))
    }

    private func train(
        _ trainer: inout Trainer, _ folder: RunFolder, _ snapshots: inout [Snapshot],
        stop: () -> Bool
    ) throws {
        let model = trainer.model
        model.workers = threads.workers
        let clock = ContinuousClock()
        var epochStart = clock.now
        // When the epoch's last step was done: then come the validation images.
        var stepsTook = 0.0
        try trainer.run(on: training, validating: validation) { event in
            let seconds = max((clock.now - epochStart) / .seconds(1), 1e-9)
            switch event {
            case .step(let progress):
                stepsTook = seconds
                let seen = progress.imagesSeen - (progress.epoch - 1) * training.count
                tell(.step(progress, imagesPerSecond: Double(seen) / seconds))
            case .epoch(let record, let state):
                let rate = Double(training.count) / stepsTook
                let time = TimingRecord(
                    epoch: record.epoch, seconds: seconds, imagesPerSecond: rate,
                    threads: model.workers.count)
                if let snapshot = try folder.keepSnapshot(model, state) {
                    snapshots.append(snapshot)
                }
                try folder.save(record, state, time, snapshots: snapshots)
                tell(.epoch(record, imagesPerSecond: rate))
                epochStart = clock.now
            }
            model.workers = threads.workers
            return stop() ? .stop : .proceed
        }
    }

    private func tell(_ kind: SweepEvent.Kind) {
        report(SweepEvent(task: task, kind: kind))
    }
}
