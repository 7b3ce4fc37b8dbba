public import Datasets
import Foundation
import Models
import Storage
public import Studies

/// Measures every trained model of a study, and its reference lines, on the test images.
///
/// Leaves `evaluation.json` beside each model and `baseline.json` in the study's folder. What is
/// there, of the same weights, data and definitions, is not measured again. Results do not depend on
/// the number of jobs.
public struct StudyEvaluator: Sendable {
    private let study: Study
    private let data: DataSet
    private let split: DataSplit
    private let images: StudyImages
    private let groups: TestGroups
    private let lock: StudyLock?

    /// - Parameters:
    ///   - data: the data set that the study was trained on.
    ///   - split: its training file, divided as the study divides it.
    ///   - lock: the study's, where the caller holds it; else each run takes one of its own.
    public init(study: Study, data: DataSet, split: DataSplit, lock: StudyLock? = nil) {
        self.study = study
        self.data = data
        self.split = split
        self.lock = lock
        images = StudyImages(data, split, plan: study.plan)
        groups = TestGroups(data.test)
    }

    /// Measures what is not yet measured, `jobs` subjects at a time, each on a thread of its own.
    ///
    /// `stop` is asked after every block of images, from any thread; `report` is called from any
    /// thread. Throws before any work, as `StudyError` and `EvaluationError`, where the data are
    /// others or a training is not done; `EvaluationError.stopped` where `stop` answered yes;
    /// `StorageError` (of status `busy` where another process works on the study), `ModelError` and
    /// `ComputeError` from the work.
    public func run(
        jobs: Int, stop: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (EvaluationEvent) -> Void
    ) async throws {
        try study.check(data, split)
        let lock = try lock ?? study.lock()
        let measurements = StudyMeasurements(study)
        // The baseline takes longest on large data, so it goes first.
        let subjects = [EvaluationSubject.baseline] + study.plan.tasks.map { .run($0) }
        var pending: [EvaluationSubject] = []
        for subject in subjects where try !measurements.isDone(subject) { pending.append(subject) }
        report(.planned(pending: pending, unchanged: subjects.filter { !pending.contains($0) }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = pending[...]
            func start() {
                guard let subject = waiting.popFirst() else { return }
                group.addTask {
                    try await WorkerThread.run { isCancelled in
                        let record = try encoded(
                            subject, stop: { isCancelled() || stop() }, report: report)
                        try DurableFile.write(record, to: measurements.url(of: subject))
                        report(.finished(subject))
                    }
                }
            }
            for _ in 0..<max(1, jobs) { start() }
            while try await group.next() != nil { start() }
        }
        withExtendedLifetime(lock) {}
    }

    private func encoded(
        _ subject: EvaluationSubject, stop: () -> Bool, report: (EvaluationEvent) -> Void
    ) throws -> Data {
        func progress(_ done: Int, _ total: Int) throws {
            report(.progress(subject, done: done, total: total))
            if stop() { throw EvaluationError.stopped }
        }
        switch subject {
        case .baseline:
            let sizes = study.plan.latentSizes
            // Fitting is the first step, each size one more.
            try progress(0, sizes.count + 1)
            let measurement = try BaselineMeasurement(
                training: images.training, test: images.test, fingerprint: data.fingerprint)
            try progress(1, sizes.count + 1)
            let record = try measurement.evaluation(latentSizes: sizes) {
                try progress($0 + 1, sizes.count + 1)
            }
            return try RecordCoding.encode(record)
        case .run(let task):
            try progress(0, data.test.count)
            let record = try study.record(of: task)
            let pass = TestPass(
                model: try study.model(of: task), images: images.test,
                noise: TestNoise(seed: task.seed, latentSize: task.latentSize))
            var measurement = RunMeasurement(
                latentSize: task.latentSize, shape: data.test.shape)
            try pass.run { block in
                measurement.add(block)
                try progress(block.range.upperBound, data.test.count)
            }
            return try RecordCoding.encode(
                measurement.evaluation(
                    task: task, modelHash: record.modelHash ?? "", groups: groups,
                    fingerprint: data.fingerprint))
        }
    }
}
