import Foundation
import Models
public import Studies

extension Study {
    /// Copies the judge's weights, but nothing that was measured with them, into another study of the
    /// same data. Does nothing where there is no judge. Throws `StudyError` where they are not the ones
    /// that were written, and `StorageError`.
    public func copyJudge(to other: Study) throws {
        guard let record = try StudyMeasurements(self).judge() else { return }
        let file = folder.appending(path: JudgeTraining.modelName)
        guard try ModelFile(file).isWhole(hash: record.modelHash) else {
            throw StudyError.otherWeights(
                file, remedy: "restore the file, or run evaluate, which trains the judge again")
        }
        try copy([JudgeTraining.modelName], to: other)
    }
}
