import Datasets
import Diagnostics
import Foundation
import Models
import Storage
import Studies
import Training

/// Where a study's measurements lie, and whether they still hold.
struct StudyMeasurements {
    let study: Study

    init(_ study: Study) {
        self.study = study
    }

    func url(of subject: EvaluationSubject) -> URL {
        study.folder.appending(path: path(of: subject))
    }

    /// The record of one model. Throws `EvaluationError` where it is missing, outdated or altered.
    func evaluation(of task: StudyTask, _ record: RunRecord) throws -> RunEvaluation {
        let subject = EvaluationSubject.run(task)
        let evaluation: RunEvaluation = try read(subject)
        try require(
            evaluation.definitions == MetricDefinitions.run
                && evaluation.modelHash == record.modelHash
                && evaluation.latentSize == task.latentSize && evaluation.seed == task.seed
                && evaluation.fingerprint == study.plan.fingerprint
                && evaluation.generation?.judgeHash == judge()?.modelHash
                && isCurrent(evaluation.likelihood, of: evaluation.testImages), subject)
        try requireShape(of: subject) { $0.fits(evaluation) }
        return evaluation
    }

    /// Where a model's mixture lies.
    func mixture(of task: StudyTask) -> URL {
        study.url(of: task).appending(path: "mixture.safetensors")
    }

    /// The reference lines. Throws `EvaluationError` where they are missing, outdated or altered.
    func baseline() throws -> BaselineEvaluation {
        let baseline: BaselineEvaluation = try read(.baseline)
        let sizes = baseline.pca.map(\.latentSize)
        try require(
            baseline.definitions == MetricDefinitions.baseline
                && (sizes == study.plan.latentSizes.sorted() || sizes.isEmpty)
                && baseline.fingerprint == study.plan.fingerprint
                && baseline.trainingImages == study.description.trainingImages
                && baseline.testImages == study.description.testImages
                && baseline.generation?.judgeHash == judge()?.modelHash, .baseline)
        try requireShape(of: .baseline) { $0.fits(baseline) }
        return baseline
    }

    /// The judge; nil where there is none. Throws `EvaluationError` where it is of other images or
    /// altered, and `StorageError`.
    func judge() throws -> JudgeRecord? {
        guard try DurableFile.exists(url(of: .judge)) else { return nil }
        let judge: JudgeRecord = try read(.judge)
        try require(
            judge.recipe.version == JudgeRecipe.currentVersion
                && judge.recipe.fingerprint == study.plan.fingerprint
                && judge.recipe.training.pixels == study.plan.pixels
                && judge.recipe.trainingImages == study.description.trainingImages, .judge)
        let shape = RecordShape(
            testImages: study.description.testImages, classes: judge.recipe.configuration.classes)
        guard shape.fits(judge) else {
            throw EvaluationError.damaged(file: url(of: .judge).relativePath)
        }
        return judge
    }

    /// The self-tests; nil where the study has no judge. Throws `EvaluationError` where they are missing
    /// or outdated.
    func selfTests() throws -> SelfTestRecord? {
        guard let judge = try judge() else { return nil }
        let record: SelfTestRecord = try read(.selfTests)
        let task = SelfTestMeasurement.task(of: study.plan)
        let model = try task.map { try study.record(of: $0).modelHash }
        try require(
            record.definitions == MetricDefinitions.selfTests
                && record.entries.map(\.subject) == SelfTestRecord.Subject.allCases
                && record.judgeHash == judge.modelHash && record.modelHash == model, .selfTests)
        return record
    }

    /// Whether the subject's record is there, whole and up to date. `recipe` is the judge's.
    ///
    /// A damaged record is not: measuring again costs seconds and gives the same one. Throws where a
    /// file cannot be read for another reason.
    func isDone(_ subject: EvaluationSubject, recipe: JudgeRecipe?) throws -> Bool {
        do {
            switch subject {
            case .judge:
                guard let recipe, let record = try judge() else { return false }
                return try JudgeTraining(study: study, recipe: recipe).fits(record)
            case .baseline: _ = try baseline()
            case .run(let task):
                let evaluation = try evaluation(of: task, study.record(of: task))
                guard let fit = evaluation.generation?.fit else { return true }
                let url = mixture(of: task)
                guard try DurableFile.exists(url) else { return false }
                _ = try MixtureFile(url).read(hash: fit.hash)
            case .selfTests: return try selfTests() != nil
            }
            return true
        } catch is EvaluationError {
            return false
        } catch let error as StorageError where error.status == .badData {
            return false
        }
    }

    /// Whether a likelihood was estimated as the study now asks for.
    private func isCurrent(_ likelihood: RunEvaluation.Likelihood?, of testImages: Int) -> Bool {
        guard study.plan.pixels.isBinary else { return likelihood == nil }
        let settings = study.description.evaluation
        return likelihood?.samples == settings.likelihoodSamples
            && likelihood?.images == min(settings.likelihoodImages, testImages)
    }

    private func requireShape(
        of subject: EvaluationSubject, _ fits: (RecordShape) -> Bool
    ) throws {
        let shape = RecordShape(
            testImages: study.description.testImages,
            classes: try judge()?.recipe.configuration.classes)
        guard fits(shape) else {
            throw EvaluationError.damaged(file: url(of: subject).relativePath)
        }
    }

    private func require(_ holds: Bool, _ subject: EvaluationSubject) throws {
        guard holds else {
            throw EvaluationError.outdated(
                study: study.description.name, record: path(of: subject))
        }
    }

    private func path(of subject: EvaluationSubject) -> String {
        switch subject {
        case .judge: "judge.json"
        case .baseline: "baseline.json"
        case .run(let task): "\(task.path)/evaluation.json"
        case .selfTests: "self-tests.json"
        }
    }

    private func read<Record: Decodable>(_ subject: EvaluationSubject) throws -> Record {
        let url = url(of: subject)
        guard try DurableFile.exists(url) else {
            throw EvaluationError.notEvaluated(
                study: study.description.name, record: path(of: subject))
        }
        return try RecordCoding.decode(Record.self, from: url)
    }
}
