import Compute
import Foundation
import Models
import Storage
import Studies
import Testing

@testable import Datasets
@testable import Evaluation

@Suite struct JudgeTests {
    private let subjects: (TinyStudy) -> Set<EvaluationSubject> = { tiny in
        Set([.judge, .baseline, .selfTests] + tiny.study.plan.tasks.map { .run($0) })
    }

    @Test func isTrainedOnceAndAgainWhenItChanged() async throws {
        let tiny = try await TinyStudy()
        let first = try await tiny.evaluate()
        #expect(first.finished == subjects(tiny))
        #expect(try await tiny.evaluate().pending.isEmpty)
        let (record, model) = ("judge.json", "judge.safetensors")
        let whole = [record: try tiny.data(record), model: try tiny.data(model)]
        let recipe = try RecordCoding.decode(
            JudgeRecord.self, from: tiny.study.folder.appending(path: record)
        ).recipeHash
        let text = String(decoding: try tiny.data(record), as: UTF8.self)
        var flipped = try tiny.data(model)
        flipped[flipped.count - 1] ^= 1
        // Cut short, of another recipe, other weights, none: all that depends on the judge is
        // measured again, and comes out the same.
        let changes = [
            (record, Data(text.utf8.prefix(200))),
            (record, Data(text.replacing(recipe, with: String(recipe.reversed())).utf8)),
            (record, Data(text.replacing("\"seed\" : 0", with: "\"seed\" : 1").utf8)),
            (model, flipped), (model, nil),
        ]
        for (file, data) in changes {
            #expect(data != whole[file])
            let url = tiny.study.folder.appending(path: file)
            if let data {
                try data.write(to: url)
            } else {
                try FileManager.default.removeItem(at: url)
            }
            #expect(try await tiny.evaluate().finished == subjects(tiny))
            for (file, data) in whole { #expect(try tiny.data(file) == data) }
        }
        try tiny.remove()
    }

    @Test func recordSaysWhatItTells() async throws {
        let tiny = try await TinyStudy()
        try await tiny.evaluate()
        let results = try StudyResults.load(tiny.study)
        let judge = try #require(results.judge)
        #expect(judge.testImages == 530 && judge.recipe.configuration.classes == 3)
        #expect(judge.accuracyGroups.counts.reduce(0, +) == 530)
        let told = judge.accuracyGroups.sums.reduce(0, +)
        #expect(isNear(told / 530, judge.accuracy.mean, 1e-12))
        // Where the block is can be seen.
        #expect(judge.accuracy.mean > 0.7)
        // Features of the training images have a variance of 1 on average.
        let reader = try JudgeTraining(study: tiny.study, recipe: judge.recipe).load(judge)
            .reader()
        let features = reader.features(tiny.split.training)
        let variance = features.variances.reduce(0, +) / Double(features.width)
        #expect(isNear(variance, 1, 1e-5))
        for run in results.runs {
            #expect(run.evaluation.generation?.judgeHash == judge.modelHash)
            let recognised = try #require(run.evaluation.recognised)
            let told = recognised.groups.sums.reduce(0, +)
            #expect(isNear(told / 530, recognised.accuracy.mean, 1e-12))
        }
        try tiny.remove()
    }

    @Test func aLostMixtureIsFittedAgain() async throws {
        let tiny = try await TinyStudy()
        try await tiny.evaluate()
        let path = "latent-002/seed-1/mixture.safetensors"
        let whole = try tiny.data(path)
        let url = tiny.study.folder.appending(path: path)
        for data in [nil, Data(whole.dropLast())] {
            try FileManager.default.removeItem(at: url)
            try data?.write(to: url)
            #expect(try await tiny.evaluate().finished == [.run(tiny.study.plan.tasks[0])])
            #expect(try tiny.data(path) == whole)
        }
        try tiny.remove()
    }

    private static let data = ProcessInfo.processInfo.environment["VAE_REPORT_TEST_DATA"] ?? ""
    private static let hasMNIST = DatasetLocator.isFolder(
        URL(filePath: data).appending(path: "mnist"))

    @Test(.enabled(if: hasMNIST, "VAE_REPORT_TEST_DATA names no folder with mnist/"))
    func tellsDigitsApartAfterTenThousand() throws {
        let data = try DatasetLocator(
            dataDirectory: URL(filePath: Self.data), environment: [:], allowsDownload: false,
            report: { _ in }
        ).load("mnist")
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vae-report-judge-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let split = try DataSplit(data.train, trainImages: 10_000)
        let settings = StudySettings(
            latentSizes: [2], seeds: 1, epochs: 1, trainImages: 10_000, study: "judge")
        let plan = try settings.plan(for: data)
        let study = try StudyStore(runs: folder).create(
            plan: plan,
            description: try settings.description(of: plan, data: data, split: split),
            examples: data.test.selecting([0]))
        let recipe = try #require(JudgeRecipe(study, training: split.training))
        let record = try JudgeTraining(study: study, recipe: recipe).run(
            on: split.training, test: data.test, groups: TestGroups(data.test)
        ) { _, _ in }
        #expect(record.accuracy.mean > 0.965)
    }
}
