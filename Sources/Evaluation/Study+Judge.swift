import Foundation
public import Studies

extension Study {
    /// Copies the judge, which is trained and not measured, into another study of the same data. Throws
    /// `StorageError`.
    public func copyJudge(to other: Study) throws {
        let record = StudyMeasurements(self).url(of: .judge).lastPathComponent
        try copy([record, JudgeTraining.modelName], to: other)
    }
}
