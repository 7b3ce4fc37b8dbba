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
    let interval: CheckpointInterval
    let report: @Sendable (SweepEvent) -> Void

    /// Throws `StudyError.stopped` after `stop` answers yes; what was done is saved then.
    func run(stop: () -> Bool) throws {
        if stop() { throw StudyError.stopped }
        let folder = RunFolder(study: study, task: task)
        try folder.prepare()
        let (done, damage) = try folder.finishedRecord()
        if let done { return tell(.alreadyDone(done)) }

        let model = VAE(study.plan.model(latentSize: task.latentSize), seed: task.seed)
        let configuration = study.plan.training
        let stepsPerEpoch = Schedule(configuration, images: training.count).stepsPerEpoch
        let restored = try folder.restore(
            parameterCount: model.parameterCount, stepsPerEpoch: stepsPerEpoch)
        for note in [damage].compactMap({ $0 }) + restored.notes {
            try folder.note(note)
            tell(.recovered(note))
        }
        try folder.begin()
        let start = restored.checkpoint?.place(stepsPerEpoch: stepsPerEpoch)
        tell(.started(resumedEpoch: start?.epoch ?? 0, resumedStep: start?.step ?? 0))

        var trainer =
            restored.checkpoint.map {
                Trainer(
                    model: model, configuration: configuration, seed: task.seed,
                    resuming: $0.state)
            } ?? Trainer(model: model, configuration: configuration, seed: task.seed)
        var snapshots = restored.checkpoint?.snapshots ?? []
        try train(&trainer, folder, &snapshots, stepsPerEpoch: stepsPerEpoch, stop: stop)
        guard trainer.state.epoch == configuration.epochs else { throw StudyError.stopped }
        tell(.finished(try folder.finish(model, trainer.state, snapshots: snapshots)))
    }

    private func train(
        _ trainer: inout Trainer, _ folder: RunFolder, _ snapshots: inout [Snapshot],
        stepsPerEpoch: Int, stop: () -> Bool
    ) throws {
        let model = trainer.model
        model.workers = threads.workers
        let clock = ContinuousClock()
        var epochStart = clock.now
        // When the epoch's last step was done: then come the validation images.
        var stepsTook = 0.0
        // An epoch that went on from a checkpoint is timed from there.
        var imagesBefore = trainer.state.running?.count ?? 0
        var pace = CheckpointPace(interval)
        func save(_ state: TrainingState) throws {
            let place = Checkpoint.Place(
                epoch: state.epoch, step: state.step - state.epoch * stepsPerEpoch)
            try folder.save(state, at: place, snapshots: snapshots)
            tell(.saved)
        }
        try trainer.run(on: training, validating: validation) { event in
            let seconds = max((clock.now - epochStart) / .seconds(1), 1e-9)
            switch event {
            case .step(let progress):
                stepsTook = seconds
                let seen =
                    progress.imagesSeen - (progress.epoch - 1) * training.count - imagesBefore
                tell(.step(progress, imagesPerSecond: Double(seen) / seconds))
                // The end of an epoch is saved anyway.
                let isLast = progress.step % stepsPerEpoch == 0
                if !stop(), pace.isDue(), !isLast { return .save }
            case .saved(let state):
                try save(state)
                pace.begin()
            case .epoch(let record, let state):
                let rate = Double(training.count - imagesBefore) / max(stepsTook, 1e-9)
                let time = TimingRecord(
                    epoch: record.epoch, seconds: seconds, imagesPerSecond: rate,
                    threads: model.workers.count)
                if let snapshot = try folder.keepSnapshot(model, state) {
                    snapshots.append(snapshot)
                }
                try folder.save(record, state, time, snapshots: snapshots)
                tell(.epoch(record, imagesPerSecond: rate))
                epochStart = clock.now
                imagesBefore = 0
                pace.begin()
            }
            model.workers = threads.workers
            return stop() ? .stop : .proceed
        }
        // Stopped within an epoch.
        if trainer.state.running != nil { try save(trainer.state) }
    }

    private func tell(_ kind: SweepEvent.Kind) {
        report(SweepEvent(task: task, kind: kind))
    }
}
