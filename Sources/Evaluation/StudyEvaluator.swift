public import Datasets
import Foundation
import Models
import Storage
public import Studies

/// Measures every trained model of a study, its reference lines and its metrics.
///
/// Leaves `judge.json` with `judge.safetensors`, `baseline.json` and `self-tests.json` in the study's
/// folder, and `evaluation.json` with `mixture.safetensors` beside each model. What is there, of the
/// same weights, data and definitions, is not measured again. Results do not depend on the number of
/// jobs.
public struct StudyEvaluator: Sendable {
    private let study: Study
    private let data: DataSet
    private let split: DataSplit
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
    }

    /// Measures what is not yet measured, `jobs` subjects at a time, each on a thread of its own, and
    /// on more where fewer are left; the judge before all that it judges, on all of them.
    ///
    /// `stop` is asked after every block of images or image that is weighed, from any thread; `report` is called from any
    /// thread. Throws before any work, as `StudyError` and `EvaluationError`, where the data are
    /// others or a training is not done; `EvaluationError.stopped` where `stop` answered yes;
    /// `StorageError` (of status `busy` where another process works on the study), `ModelError`,
    /// `TrainingError` and `ComputeError` from the work.
    public func run(
        jobs: Int, stop: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (EvaluationEvent) -> Void
    ) async throws {
        try study.check(data, split)
        let lock = try lock ?? study.lock()
        let context = EvaluationContext(study: study, data: data, split: split)
        let measurements = StudyMeasurements(study)
        let recipe = context.recipe
        let subjects = Self.subjects(study.plan, hasJudge: recipe != nil)
        let changed = try subjects.filter { try !measurements.isDone($0, recipe: recipe) }
        // What depends on the judge's weights is measured again with it.
        let pending = changed.contains(.judge) ? subjects : changed
        report(.planned(pending: pending, unchanged: subjects.filter { !pending.contains($0) }))
        guard !pending.isEmpty else { return }
        let work = EvaluationWork(context: context, stop: stop, report: report)
        // All else waits for the judge, so it has every thread.
        let workers = ThreadShare(tasks: 1, jobs: jobs).workers
        let judge = try await recipe.asyncMap { recipe in
            try await WorkerThread.run {
                try work.judge(
                    recipe, isPending: pending.contains(.judge), workers: workers, isCancelled: $0)
            }
        }
        let fits = pending.contains(.baseline)
        // The fit of principal components needs no reference, so both are made at once.
        async let early =
            fits && jobs > 1 ? WorkerThread.run { try work.components(isCancelled: $0) } : nil
        let reference = try await judge.asyncMap { judge in
            try await WorkerThread.run { _ in try context.reference(judge) }
        }
        var baseline = try await early
        if fits, baseline == nil {
            baseline = try await WorkerThread.run { try work.components(isCancelled: $0) }
        }
        let material = EvaluationWork.Material(
            baseline: baseline, reference: reference, judge: judge)
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = pending.filter { $0 != .judge }[...]
            let threads = ThreadShare(tasks: waiting.count, jobs: jobs)
            func start() {
                guard let subject = waiting.popFirst() else { return }
                group.addTask {
                    try await WorkerThread.run {
                        defer { threads.end() }
                        try work.measure(subject, material, threads, isCancelled: $0)
                    }
                }
            }
            for _ in 0..<max(1, jobs) { start() }
            while try await group.next() != nil { start() }
        }
        withExtendedLifetime(lock) {}
    }

    /// What is measured, the longest first.
    private static func subjects(_ plan: StudyPlan, hasJudge: Bool) -> [EvaluationSubject] {
        (hasJudge ? [.judge] : []) + [.baseline] + plan.tasks.map { .run($0) }
            + (hasJudge ? [.selfTests] : [])
    }
}

extension Optional where Wrapped: Sendable {
    /// `map` for work that takes its time.
    fileprivate func asyncMap<Value: Sendable>(
        _ transform: (Wrapped) async throws -> Value
    ) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
