import Drawing
public import Evaluation

extension JudgeRecord {
    /// For the middle of a sentence, `a judge with 98.9 % test accuracy`: goes with every number that
    /// depends on the judge.
    public var words: String {
        "a judge with \(NumberText.fixed(100 * accuracy.mean, digits: 1)) % test accuracy"
    }
}

extension BaselineEvaluation.Generation.HeldOut {
    /// For the middle of a sentence: the real images that stand in for samples.
    public var words: String {
        switch self {
        case .unusedTrainingImages: "images of the training file that nothing was trained on"
        case .halfOfTheTestImages: "a random half of the test images, against the other half"
        }
    }
}
