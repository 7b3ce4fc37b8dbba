import Compute
import Datasets
import Foundation
import Models
import Storage
import Studies
import Training

/// Makes a study's judge, or loads the one that is there.
struct JudgeTraining {
    static let modelName = "judge.safetensors"
    private static let recipeKey = "recipe"
    let study: Study
    let recipe: JudgeRecipe

    private var file: ModelFile { ModelFile(study.folder.appending(path: Self.modelName)) }

    /// The judge of a record; throws `StudyError` where its file is not the one that was written.
    func load(_ record: JudgeRecord) throws -> Judge {
        let classifier = Classifier(recipe.configuration, seed: recipe.seed)
        try file.load(classifier, hash: record.modelHash)
        return Judge(classifier, record)
    }

    /// Whether the record is of this recipe and its file is whole.
    func fits(_ record: JudgeRecord) throws -> Bool {
        guard try record.recipeHash == recipe.hash, record.recipe == recipe else { return false }
        return try file.isWhole(hash: record.modelHash)
    }

    /// Trains it, writes its weights, and measures it on the test images. Weights of this recipe that
    /// are there without a record are measured as they are.
    ///
    /// `report` is told how much of the work is done and may throw to end it.
    func run(
        on training: ImageSet, test: ImageSet, groups: TestGroups, workers: Workers = .one,
        report: (_ done: Int, _ total: Int) throws -> Void
    ) throws -> JudgeRecord {
        let (classifier, hash) = try kept() ?? trained(on: training, workers, report)
        let reader = JudgeReader(classifier, featureScale: 1)
        var hits: [Double] = []
        for range in test.blocks {
            hits += Recognition.hits(reader.read(test.tensor(range)), test, range)
        }
        let first = Array(0..<min(training.count, Self.scaleImages))
        return JudgeRecord(
            recipe: recipe, recipeHash: try recipe.hash, modelHash: hash,
            featureScale: Self.scale(reader.features(training.selecting(first))),
            accuracy: RunEvaluation.Estimate(hits),
            accuracyGroups: GroupedSums(hits, groups: groups), testImages: test.count)
    }

    /// The weights that are there without a record, with their SHA-256; nil where there are none of
    /// this recipe.
    private func kept() throws -> (Classifier, String)? {
        guard try !DurableFile.exists(StudyMeasurements(study).url(of: .judge)),
            let found = try file.found(key: Self.recipeKey, value: recipe.hash)
        else { return nil }
        let classifier = Classifier(recipe.configuration, seed: recipe.seed)
        try file.load(classifier, hash: found)
        return (classifier, found)
    }

    private func trained(
        on training: ImageSet, _ workers: Workers,
        _ report: (_ done: Int, _ total: Int) throws -> Void
    ) throws -> (Classifier, String) {
        let classifier = Classifier(recipe.configuration, seed: recipe.seed)
        classifier.workers = workers
        try ClassifierTrainer(
            classifier: classifier, configuration: recipe.training, seed: recipe.seed
        ).run(on: training, report: report)
        let hash = try file.write(
            classifier, metadata: ["format": "pt", Self.recipeKey: try recipe.hash])
        return (classifier, hash)
    }

    /// Training images that the scale of features is taken from.
    private static let scaleImages = 10_000

    /// 1 / √(mean over features of their variance).
    private static func scale(_ features: FeatureMatrix) -> Double {
        let variance = features.variances.reduce(0, +) / Double(features.width)
        return variance > 0 ? 1 / variance.squareRoot() : 1
    }
}
