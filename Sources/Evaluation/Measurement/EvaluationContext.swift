import Compute
import Datasets
import Models
import Studies

/// All that the parts of an evaluation share.
struct EvaluationContext: Sendable {
    let study: Study
    /// As the models see them.
    let training: ImageSet, test: ImageSet
    /// The groups of every average over test images.
    let groups: TestGroups
    let fingerprint: [String: String]
    /// Why generation is not measured; nil where it is.
    let absence: GenerationAbsence?
    /// Images of the training file that the study does not use.
    private let unused: ImageSet

    init(study: Study, data: DataSet, split: DataSplit) {
        self.study = study
        let images = StudyImages(data, split, plan: study.plan)
        training = images.training
        test = images.test
        groups = TestGroups(data.test)
        fingerprint = data.fingerprint
        let used = Set(split.trainingIndices + split.validationIndices)
        let places = (0..<data.train.count).filter { !used.contains($0) }
        let unused = data.train.selecting(places)
        self.unused =
            study.plan.pixels.isBinary
            ? unused.binarized(.trainingFile, places: places) : unused
        absence =
            switch (data.test.labels, training.labels) {
            case (nil, _), (_, nil): .noLabels
            case (_, let labels?) where Set(labels).count < 2: .oneClass
            default: data.test.count < GenerationImages.fewest ? .fewImages : nil
            }
    }

    /// Whether a model's images are black and white.
    var drawsPixels: Bool { study.plan.pixels.isBinary }

    /// How images are drawn from a model that was trained with `seed`.
    func sampling(_ model: VAE, seed: UInt64) -> ModelSampling {
        ModelSampling(model: model, seed: seed, drawsPixels: drawsPixels)
    }

    /// The judge to be trained; nil where generation is not measured.
    var recipe: JudgeRecipe? {
        absence == nil ? JudgeRecipe(study, training: training) : nil
    }

    /// The real side of every comparison; at most `most` images. Throws `ComputeError` and
    /// `ModelError`.
    func reference(
        _ judge: Judge, most: Int = GenerationImages.most, subsets: Int = KernelDistance.subsets
    ) throws -> GenerationReference {
        try GenerationReference(
            GenerationImages(test: test, unused: unused, testGroups: groups, most: most),
            judge: judge, training: training, test: test, subsets: subsets)
    }
}
