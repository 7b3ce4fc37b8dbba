public import Datasets

/// A study's images as its models see them: grey, or drawn in black and white.
///
/// What is drawn once depends on the image's place in its file alone, so that studies of different
/// size, plan and seeds see the same.
public struct StudyImages: Sendable {
    /// What models learn from; where that is drawn anew each epoch, as it is drawn once elsewhere.
    public let training: ImageSet
    /// What the best epoch is chosen on.
    public let validation: ImageSet
    /// What results are measured on.
    public let test: ImageSet
    /// What a training is given: `training`, or the grey images it draws from each epoch.
    public let trainingSource: ImageSet

    /// The images of `data` and its `split` for one plan.
    public init(_ data: DataSet, _ split: DataSplit, plan: StudyPlan) {
        guard plan.pixels.isBinary else {
            (training, validation, test) = (split.training, split.validation, data.test)
            trainingSource = split.training
            return
        }
        training = split.training.binarized(.trainingFile, places: split.trainingIndices)
        validation = split.validation.binarized(.trainingFile, places: split.validationIndices)
        test = data.test.binarized(.testFile)
        trainingSource = plan.pixels == .dynamic ? split.training : training
    }
}
