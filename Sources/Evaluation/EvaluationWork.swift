import Compute
import Foundation
import Models
import Storage
import Studies

/// The parts of an evaluation, each run on a thread of its own.
struct EvaluationWork: Sendable {
    let context: EvaluationContext
    let stop: @Sendable () -> Bool
    let report: @Sendable (EvaluationEvent) -> Void

    /// What the parts share once it is made.
    struct Material: Sendable {
        /// Nil where the baseline is not to be measured.
        let baseline: BaselineMeasurement?
        /// Nil where generation is not measured.
        let reference: GenerationReference?
        let judge: Judge?
    }

    /// Fits the principal components.
    func components(isCancelled: () -> Bool) throws -> BaselineMeasurement {
        try tell(.baseline, 0, 1, isCancelled)
        return try BaselineMeasurement(context)
    }

    /// Trains the judge and writes its record, or loads it.
    func judge(
        _ recipe: JudgeRecipe, isPending: Bool, workers: Workers, isCancelled: () -> Bool
    ) throws -> Judge {
        let training = JudgeTraining(study: context.study, recipe: recipe)
        let measurements = StudyMeasurements(context.study)
        guard isPending else {
            guard let record = try measurements.judge() else {
                throw EvaluationError.notEvaluated(
                    study: context.study.description.name, record: "judge.json")
            }
            return try training.load(record)
        }
        let record = try training.run(
            on: context.training, test: context.test, groups: context.groups, workers: workers
        ) { try tell(.judge, $0, $1, isCancelled) }
        try DurableFile.write(try RecordCoding.encode(record), to: measurements.url(of: .judge))
        report(.finished(.judge))
        return try training.load(record)
    }

    /// Measures a subject and writes its record.
    func measure(
        _ subject: EvaluationSubject, _ material: Material, _ threads: ThreadShare,
        isCancelled: () -> Bool
    ) throws {
        let measurements = StudyMeasurements(context.study)
        // A judge that was lost and made again is the same, and so is what it judged.
        if try !measurements.isDone(subject, recipe: context.recipe) {
            guard let record = try record(subject, material, threads, isCancelled) else { return }
            try DurableFile.write(record, to: measurements.url(of: subject))
        }
        report(.finished(subject))
    }

    private func record(
        _ subject: EvaluationSubject, _ material: Material, _ threads: ThreadShare,
        _ isCancelled: () -> Bool
    ) throws -> Data? {
        var done = 0, total = 0
        func step() throws {
            done += 1
            try tell(subject, done, total, isCancelled)
        }
        switch subject {
        case .judge: return nil
        case .baseline:
            guard let baseline = material.baseline else { return nil }
            total = baseline.steps(hasReference: material.reference != nil)
            try step()
            return try RecordCoding.encode(
                baseline.evaluation(material.reference, report: step))
        case .run(let task):
            let evaluator = RunEvaluator(
                context: context, task: task, reference: material.reference, threads: threads)
            return try RecordCoding.encode(
                evaluator.evaluation { try tell(subject, $0, $1, isCancelled) })
        case .selfTests:
            guard let judge = material.judge,
                let task = SelfTestMeasurement.task(of: context.study.plan)
            else { return nil }
            total = SelfTestRecord.Subject.allCases.count
            let measurement = SelfTestMeasurement(
                context: context,
                reference: try context.reference(
                    judge, most: SelfTestMeasurement.most,
                    subsets: SelfTestMeasurement.subsets))
            return try RecordCoding.encode(measurement.record(task, report: step))
        }
    }

    private func tell(
        _ subject: EvaluationSubject, _ done: Int, _ total: Int, _ isCancelled: () -> Bool
    ) throws {
        report(.progress(subject, done: done, total: total))
        if isCancelled() || stop() { throw EvaluationError.stopped }
    }
}
