import Datasets
import Foundation
import Storage
import Studies
import Testing

@testable import Evaluation

@Suite struct GenerationAbsenceTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let absence: GenerationAbsence
        let test: Int
        let labels: @Sendable (ImageSet) -> [UInt8]?
        var testDescription: String { absence.rawValue }
    }

    private static let cases = [
        Case(absence: .noLabels, test: 530) { _ in nil },
        Case(absence: .oneClass, test: 530) { [UInt8](repeating: 2, count: $0.count) },
        Case(absence: .fewImages, test: 99) { $0.labels },
    ]

    @Test(arguments: cases)
    private func changesNothingElse(_ example: Case) async throws {
        let tiny = try await TinyStudy(test: example.test, labels: example.labels)
        let log = try await tiny.evaluate()
        let tasks = tiny.study.plan.tasks
        #expect(log.finished == Set([.baseline] + tasks.map { .run($0) }))
        #expect(try await tiny.evaluate().pending.isEmpty)
        let results = try StudyResults.load(tiny.study)
        #expect(results.baseline.generationAbsence == example.absence)
        #expect(results.baseline.generation == nil)
        #expect(results.judge == nil && results.selfTests == nil)
        #expect(!example.absence.sentence.isEmpty)

        let whole = try await TinyStudy(test: example.test)
        try await whole.evaluate()
        let others = try StudyResults.load(whole.study)
        #expect(others.baseline.pca.map(\.mse) == results.baseline.pca.map(\.mse))
        for (run, other) in zip(results.runs, others.runs) {
            let (ours, theirs) = (run.evaluation, other.evaluation)
            #expect(ours.generation == nil && ours.recognised == nil)
            #expect((ours.probe == nil) == (example.absence == .noLabels))
            #expect(ours.negativeELBO == theirs.negativeELBO && ours.mse == theirs.mse)
            #expect(ours.ssim == theirs.ssim && ours.klPerDimension == theirs.klPerDimension)
        }
        let folder = tiny.folder.appending(path: "arrays")
        try ArrayExport(study: tiny.study, data: tiny.data, split: tiny.split, folder: folder)
            .run { _ in }
        let manifest = try Data(contentsOf: folder.appending(path: "manifest.json"))
        #expect(!String(decoding: manifest, as: UTF8.self).contains("\"generation\""))
        try tiny.remove()
        try whole.remove()
    }
}
