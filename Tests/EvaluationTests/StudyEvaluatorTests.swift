import Compute
import Datasets
import Diagnostics
import Foundation
import Models
import Storage
import Studies
import Synchronization
import Testing
import Training

@testable import Evaluation

/// Keeps events of several threads.
final class EventLog: Sendable {
    private let events = Mutex<[EvaluationEvent]>([])

    func add(_ event: EvaluationEvent) { events.withLock { $0.append(event) } }

    var pending: [EvaluationSubject] {
        events.withLock { events in
            for case .planned(let pending, _) in events { return pending }
            return []
        }
    }

    var finished: Set<EvaluationSubject> {
        events.withLock { events in
            var subjects: Set<EvaluationSubject> = []
            for case .finished(let subject) in events { subjects.insert(subject) }
            return subjects
        }
    }

    /// The last progress of each subject is that all is done.
    var isComplete: Bool {
        events.withLock { events in
            var last: [EvaluationSubject: Bool] = [:]
            for case .progress(let subject, let done, let total) in events {
                last[subject] = done == total
            }
            return !last.isEmpty && last.values.allSatisfy { $0 }
        }
    }
}

@Suite struct StudyEvaluatorTests {
    private let evaluationOfTwo = "latent-002/seed-1/evaluation.json"

    @Test func measuresEveryRunOnceAndReadsItBack() async throws {
        let tiny = try await TinyStudy()
        let evaluator = StudyEvaluator(study: tiny.study, data: tiny.data, split: tiny.split)
        let first = EventLog()
        try await evaluator.run(jobs: 2) { first.add($0) }
        let tasks = tiny.study.plan.tasks
        let subjects =
            [EvaluationSubject.judge, .baseline] + tasks.map { .run($0) } + [.selfTests]
        #expect(first.pending == subjects)
        #expect(first.finished == Set(subjects))
        #expect(first.isComplete)

        let results = try StudyResults.load(tiny.study)
        #expect(results.runs.map(\.evaluation.latentSize) == [2, 5])
        #expect(results.runs.allSatisfy { $0.epochs.count == 2 })
        #expect(results.runs.allSatisfy { $0.evaluation.testImages == 530 })
        #expect(results.baseline.pca.map(\.latentSize) == [2, 5])
        #expect(results.baseline.trainingImages == tiny.split.training.count)

        let again = EventLog()
        try await evaluator.run(jobs: 2) { again.add($0) }
        #expect(again.pending.isEmpty)

        // Damaged, of another definition, of other weights: exactly that one is measured again.
        let url = tiny.study.folder.appending(path: evaluationOfTwo)
        let whole = try Data(contentsOf: url)
        let text = String(decoding: whole, as: UTF8.self)
        let hash = results.runs[0].evaluation.modelHash
        let changes = [
            String(text.prefix(100)),
            text.replacing("\"ssim\" : 1", with: "\"ssim\" : 0"),
            text.replacing(hash, with: String(hash.reversed())),
        ]
        for change in changes {
            #expect(change != text)
            try Data(change.utf8).write(to: url)
            let log = EventLog()
            try await evaluator.run(jobs: 1) { log.add($0) }
            #expect(log.finished == [.run(tasks[0])])
            #expect(try Data(contentsOf: url) == whole)
        }
        try tiny.remove()
    }

    @Test func epochsThatWereNotWrittenAreNotLoaded() async throws {
        let tiny = try await TinyStudy()
        try await StudyEvaluator(study: tiny.study, data: tiny.data, split: tiny.split)
            .run(jobs: 1) { _ in }
        let folder = tiny.study.url(of: tiny.study.plan.tasks[0])
        let (log, run) = (
            folder.appending(path: "progress.jsonl"), folder.appending(path: "run.json")
        )
        let whole = try Data(contentsOf: log)
        let lines = String(decoding: whole, as: UTF8.self).split(separator: "\n").map { "\($0)\n" }
        func check(_ text: String) throws {
            try Data(text.utf8).write(to: log)
            let error = #expect(throws: StudyError.self) { try StudyResults.load(tiny.study) }
            #expect(error?.code == .damaged && error?.status == .badData)
            #expect(error?.place?.hasSuffix("seed-1/progress.jsonl") == true)
        }
        // The same epochs, of which none is the best; as good to read.
        let altered = lines.joined().replacing("\"isBest\":true", with: "\"isBest\":false")
        #expect(altered != lines.joined())
        try check(altered)

        // What an older version left has no hash; then the epochs must be all there, once each.
        var record = try RecordCoding.decode(RunRecord.self, from: run)
        #expect(record.progressHash == Digest.sha256(whole))
        record.progressHash = nil
        try RecordCoding.encode(record).write(to: run)
        #expect(!String(decoding: try Data(contentsOf: run), as: UTF8.self).contains("progress"))
        for text in ["", lines[0], lines[1], lines[1] + lines[0], lines.joined() + lines[1]] {
            try check(text)
        }
        try whole.write(to: log)
        #expect(try StudyResults.load(tiny.study).runs[0].epochs.map(\.epoch) == [1, 2])
        record.bestEpoch = 3
        try RecordCoding.encode(record).write(to: run)
        try check(lines.joined())
        try tiny.remove()
    }

    @Test func aBaselineOfOtherImagesIsOutdated() async throws {
        let tiny = try await TinyStudy()
        let evaluator = StudyEvaluator(study: tiny.study, data: tiny.data, split: tiny.split)
        try await evaluator.run(jobs: 1) { _ in }
        let url = tiny.study.folder.appending(path: "baseline.json")
        let whole = try Data(contentsOf: url)
        for path in [\BaselineEvaluation.trainingImages, \BaselineEvaluation.testImages] {
            var baseline = try RecordCoding.decode(BaselineEvaluation.self, from: url)
            baseline[keyPath: path] -= 1
            try RecordCoding.encode(baseline).write(to: url)
            let error = #expect(throws: EvaluationError.self) {
                try StudyResults.load(tiny.study)
            }
            #expect(error?.place == "tiny/baseline.json")
            let log = EventLog()
            try await evaluator.run(jobs: 1) { log.add($0) }
            #expect(log.finished == [.baseline])
            #expect(try Data(contentsOf: url) == whole)
        }
        try tiny.remove()
    }

    @Test func agreesWithTheModelsOwnLoss() async throws {
        let tiny = try await TinyStudy()
        try await StudyEvaluator(study: tiny.study, data: tiny.data, split: tiny.split)
            .run(jobs: 1) { _ in }
        let test = tiny.data.test
        for run in try StudyResults.load(tiny.study).runs {
            let task = run.record.task
            let model = try tiny.study.model(of: task)
            let batch = Batch(model.configuration, capacity: test.count)
            batch.load(test, at: Array(0..<test.count)[...])
            let noise = TestNoise(seed: task.seed, latentSize: task.latentSize)
            batch.setNoise(noise.rows(0..<test.count))
            let loss = LossParts(model.elbo(batch))
            let evaluation = run.evaluation
            #expect(isNear(evaluation.reconstruction.mean, loss.reconstruction, 1e-5))
            #expect(isNear(evaluation.kl.mean, loss.kl, 1e-5))
            #expect(isNear(evaluation.negativeELBO.mean, loss.negativeELBO, 1e-5))
            #expect(isNear(evaluation.klPerDimension.reduce(0, +), evaluation.kl.mean, 1e-9))
            #expect(evaluation.klPerDimension.count == task.latentSize)
            #expect(isNear(evaluation.psnr, -10 * log10(evaluation.mse.mean), 1e-12))
            let sums = try #require(evaluation.mseGroups)
            let total = sums.sums.reduce(0, +) / Double(sums.counts.reduce(0, +))
            #expect(isNear(total, evaluation.mse.mean, 1e-12))
        }
        try tiny.remove()
    }

    @Test func numberOfJobsChangesNothing() async throws {
        let tiny = try await TinyStudy()
        let evaluator = StudyEvaluator(study: tiny.study, data: tiny.data, split: tiny.split)
        let files = [
            evaluationOfTwo, "latent-005/seed-1/evaluation.json", "baseline.json",
            "self-tests.json", "latent-002/seed-1/mixture.safetensors",
        ]
        try await evaluator.run(jobs: 1) { _ in }
        let one = try files.map { try tiny.data($0) }
        for file in files {
            try FileManager.default.removeItem(at: tiny.study.folder.appending(path: file))
        }
        try await evaluator.run(jobs: 3) { _ in }
        #expect(try files.map { try tiny.data($0) } == one)
        try tiny.remove()
    }

    @Test func stopsWithoutHalfARecord() async throws {
        let tiny = try await TinyStudy()
        let evaluator = StudyEvaluator(study: tiny.study, data: tiny.data, split: tiny.split)
        let seen = Mutex(0)
        let log = EventLog()
        let stopped = await #expect(throws: EvaluationError.self) {
            try await evaluator.run(
                jobs: 1,
                stop: {
                    seen.withLock {
                        $0 += 1
                        return $0 > 3
                    }
                }, report: { log.add($0) })
        }
        #expect(stopped?.status == .interrupted)
        #expect(log.finished.count < 3)
        let error = try #require(throws: EvaluationError.self) {
            _ = try StudyResults.load(tiny.study)
        }
        #expect(error.status == .missingInput)
        try tiny.remove()
    }

    @Test func refusesOtherDataAndUnfinishedTrainings() async throws {
        let tiny = try await TinyStudy(training: false)
        let other = DataSet(
            name: "blocks", title: "Blocks", train: tiny.data.train, test: tiny.data.test,
            fingerprint: ["train-images-idx3-ubyte": "c"], origin: "drawn", credit: "none")
        for data in [other, tiny.data] {
            let evaluator = StudyEvaluator(study: tiny.study, data: data, split: tiny.split)
            let error = await #expect(throws: (any Error).self) {
                try await evaluator.run(jobs: 1) { _ in }
            }
            let diagnosed = try #require(error as? any DiagnosedError)
            let isOther = data.fingerprint == other.fingerprint
            #expect(diagnosed.status == (isOther ? .badData : .missingInput))
            #expect(diagnosed.place?.contains("tiny") == true)
        }
        #expect(throws: EvaluationError.self) { try StudyResults.load(tiny.study) }
        try tiny.remove()
    }
}
