import Diagnostics
import Foundation
import Storage
import Studies

/// Where a study's measurements lie, and whether they still hold.
struct StudyMeasurements {
    let study: Study

    init(_ study: Study) {
        self.study = study
    }

    func url(of subject: EvaluationSubject) -> URL {
        switch subject {
        case .baseline: study.folder.appending(path: "baseline.json")
        case .run(let task): study.url(of: task).appending(path: "evaluation.json")
        }
    }

    /// The record of one model. Throws `EvaluationError` where it is missing or outdated.
    func evaluation(of task: StudyTask, _ record: RunRecord) throws -> RunEvaluation {
        let subject = EvaluationSubject.run(task)
        let evaluation: RunEvaluation = try read(subject)
        guard evaluation.definitions == MetricDefinitions.run,
            evaluation.modelHash == record.modelHash, evaluation.latentSize == task.latentSize,
            evaluation.seed == task.seed, evaluation.fingerprint == study.plan.fingerprint
        else { throw EvaluationError.outdated(study: name, record: path(of: subject)) }
        return evaluation
    }

    /// The reference lines. Throws `EvaluationError` where they are missing or outdated.
    func baseline() throws -> BaselineEvaluation {
        let baseline: BaselineEvaluation = try read(.baseline)
        let sizes = baseline.pca.map(\.latentSize)
        guard baseline.definition == MetricDefinitions.baseline,
            sizes == study.plan.latentSizes.sorted() || sizes.isEmpty,
            baseline.fingerprint == study.plan.fingerprint,
            baseline.trainingImages == study.description.trainingImages,
            baseline.testImages == study.description.testImages
        else { throw EvaluationError.outdated(study: name, record: path(of: .baseline)) }
        return baseline
    }

    /// Whether the subject's record is there, whole and up to date.
    ///
    /// A damaged record is not: measuring again costs seconds and gives the same one. Throws where a
    /// file cannot be read for another reason.
    func isDone(_ subject: EvaluationSubject) throws -> Bool {
        do {
            switch subject {
            case .baseline: _ = try baseline()
            case .run(let task): _ = try evaluation(of: task, study.record(of: task))
            }
            return true
        } catch is EvaluationError {
            return false
        } catch let error as StorageError where error.status == .badData {
            return false
        }
    }

    private var name: String { study.description.name }

    private func path(of subject: EvaluationSubject) -> String {
        switch subject {
        case .baseline: "baseline.json"
        case .run(let task): "\(task.path)/evaluation.json"
        }
    }

    private func read<Record: Decodable>(_ subject: EvaluationSubject) throws -> Record {
        let url = url(of: subject)
        guard try DurableFile.exists(url) else {
            throw EvaluationError.notEvaluated(study: name, record: path(of: subject))
        }
        return try RecordCoding.decode(Record.self, from: url)
    }
}
