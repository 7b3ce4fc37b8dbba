import Diagnostics
import Foundation
import Storage
public import Studies

extension StudyResults {
    /// Reads a study's records.
    ///
    /// Throws `EvaluationError` where a training is not done or not measured, or was measured with
    /// other weights, data or definitions; `StudyError` where a training's epochs are not those it
    /// wrote; `StorageError` where a record is damaged.
    public static func load(_ study: Study) throws -> StudyResults {
        let name = study.description.name
        let runs = try study.plan.tasks.map { task in
            let record = try study.record(of: task)
            guard record.state == .done else {
                throw EvaluationError.notTrained(study: name, task: task.path)
            }
            return Run(
                record: record, epochs: try study.epochs(of: record),
                evaluation: try StudyMeasurements(study).evaluation(of: task, record))
        }
        let measurements = StudyMeasurements(study)
        return StudyResults(
            plan: study.plan, planHash: study.planHash, description: study.description, runs: runs,
            baseline: try measurements.baseline(), judge: try measurements.judge(),
            selfTests: try measurements.selfTests())
    }
}
