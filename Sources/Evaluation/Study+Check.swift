import Datasets
import Studies

extension Study {
    /// Throws `StudyError` where the data are other ones than the study's, and `EvaluationError`
    /// where the images are not as many as planned or a training is not done.
    func check(_ data: DataSet, _ split: DataSplit) throws {
        try requireSameData(data)
        guard data.test.shape == plan.image, data.test.count == description.testImages,
            split.training.shape == plan.image,
            split.training.count == description.trainingImages,
            data.test.count > 0, split.training.count > 0
        else { throw EvaluationError.otherImages(study: description.name) }
        for task in plan.tasks where try record(of: task).state != .done {
            throw EvaluationError.notTrained(study: description.name, task: task.path)
        }
    }
}
