import Datasets
import Diagnostics
import Foundation
import Studies

/// A plan with the images it is for: what comes before a study's first training.
struct StudyPreparation {
    let data: DataSet
    let plan: StudyPlan
    let split: DataSplit
    /// As the models see them.
    let images: StudyImages
    let description: StudyDescription
    /// What a person gave of the description.
    let edit: DescriptionEdit

    /// Finds the images and completes the settings. Throws `DatasetError` and `StudyError`.
    init(_ settings: StudySettings, locator: DatasetLocator) throws {
        try self.init(settings, data: try locator.load(settings.dataset))
    }

    /// Completes the settings for these images. Throws `DatasetError` and `StudyError`.
    init(_ settings: StudySettings, data: DataSet) throws {
        self.data = data
        plan = try settings.plan(for: data)
        split = try DataSplit(data.train, trainImages: plan.trainImages)
        images = StudyImages(data, split, plan: plan)
        description = try settings.description(of: plan, data: data, split: split)
        edit = try settings.edit(for: plan)
    }

    /// Finds the images of a saved study again; `dataset` is where they lie, for those that are not
    /// known by name. Throws `DatasetError`, and `CommandError` where other images lie there.
    init(_ study: Study, dataset: String?, locator: DatasetLocator) throws {
        let isKnown = Catalogue.entry(named: study.plan.dataset) != nil
        guard dataset != nil || isKnown else {
            throw CommandError.option(
                "--dataset", problem: "the study's images came from a folder \(study.plan.dataset)",
                remedy: "give that folder with --dataset DIR")
        }
        data = try locator.load(dataset ?? study.plan.dataset)
        plan = study.plan
        try study.requireSameData(data)
        split = try DataSplit(data.train, trainImages: plan.trainImages)
        images = StudyImages(data, split, plan: plan)
        description = study.description
        edit = DescriptionEdit()
    }

    /// The test images that a study keeps for its figures: at most 1,000, as many of each class, the
    /// first of the file.
    var examples: ImageSet {
        let limit = 1000
        guard let labels = images.test.labels else {
            return images.test.selecting(Array(0..<min(limit, images.test.count)))
        }
        let share = max(1, limit / max(1, Set(labels).count))
        var taken: [UInt8: Int] = [:]
        let chosen = labels.indices.filter { index in
            taken[labels[index], default: 0] += 1
            return taken[labels[index], default: 0] <= share
        }
        return images.test.selecting(Array(chosen.prefix(limit)))
    }
}
